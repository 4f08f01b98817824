// Makes dist/main.js: everything in one file, schemas written out, and what a start does without put aside.
import { writeFileSync } from 'node:fs';
import { type BuildOptions, build } from 'esbuild';
import { toNotices } from './notices.ts';
import { builtinsOnDemand, frozenCatalogue, leanUndici, noClientValidator, validatorOnDemand } from './on-demand.ts';
import { asParts } from './parts.ts';

const shared: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** Whole libraries, and rooms that share nothing with the others, as they stand in the imports. */
const apart = [
  'undici',
  'file-type/core',
  'ipaddr.js',
  '@modelcontextprotocol/server/validators/ajv',
  './sandbox/index.ts',
  './command/demo.ts',
  './markdown-parser.ts',
];

const parts = asParts(apart, { ...shared, plugins: [leanUndici, noClientValidator] });
const { metafile } = await build({
  ...shared,
  entryPoints: ['src/main.ts'],
  outfile: 'dist/main.js',
  format: 'esm',
  lineLimit: 200,
  plugins: [frozenCatalogue, validatorOnDemand, parts.plugin, builtinsOnDemand],
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
});
parts.requireAll();
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', toNotices([...Object.keys(metafile?.inputs ?? {}), ...parts.inputs]));
