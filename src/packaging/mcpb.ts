// Run by `npm run mcpb`: packs dist/contentstack-cma-mcp.mcpb, for clients that install a bundle.
import { modules } from '../../tools/index.ts';
import { packBundle } from './pack.ts';

const operations = modules.flatMap(module => module.operations);
packBundle(process.cwd(), operations, 'dist/contentstack-cma-mcp.mcpb', 'inherit');
