// Makes dist/main.js: everything in one file, schemas written out, and what a start does without put aside.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type BuildOptions, build } from 'esbuild';
import { listBundled } from './bundled.ts';
import { toNotices } from './notices.ts';
import {
  builtinsOnDemand,
  frozenCatalogue,
  leanUndici,
  noClientValidator,
  plantedDemo,
  validatorOnDemand,
} from './on-demand.ts';
import { asParts } from './parts.ts';
import { makeReviewPage, reviewInlined } from './review.ts';
import { toSbom } from './sbom.ts';

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
  'sonic-boom',
  '@modelcontextprotocol/server/validators/ajv',
  './sandbox/index.ts',
  './command/demo.ts',
  './markdown-parser.ts',
  'iovalkey',
  './tracing.ts',
  './metrics.ts',
];

const page = await makeReviewPage();
mkdirSync('dist', { recursive: true });
writeFileSync('dist/review.html', page.html);

const parts = asParts(apart, { ...shared, plugins: [leanUndici, noClientValidator, plantedDemo] });
const { metafile } = await build({
  ...shared,
  entryPoints: ['src/main.ts'],
  outfile: 'dist/main.js',
  format: 'esm',
  lineLimit: 200,
  plugins: [frozenCatalogue, validatorOnDemand, reviewInlined(page), parts.plugin, builtinsOnDemand],
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
});
parts.requireAll();

const bundled = listBundled([...Object.keys(metafile?.inputs ?? {}), ...parts.inputs, ...page.inputs]);
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', toNotices(bundled));
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const sbom = toSbom(readJson('package.json'), bundled, readJson('package-lock.json').packages);
writeFileSync('dist/sbom.cdx.json', `${JSON.stringify(sbom, undefined, 2)}\n`);
