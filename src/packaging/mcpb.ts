// Run by `npm run mcpb`: packs dist/contentstack-cma-mcp.mcpb, for clients that install a bundle.
import { modules, tasks } from '../../tools/index.ts';
import { packBundle } from './pack.ts';

const operations = modules.flatMap(module => module.operations);
await packBundle(process.cwd(), { operations, tasks }, 'dist/contentstack-cma-mcp.mcpb', 'inherit');
