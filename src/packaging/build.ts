// Makes dist: main.js, which starts, and in lib/ the server, its schemas written out, and what a start does without, in files of its own.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
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
import { common, shared } from './options.ts';
import { asParts } from './parts.ts';
import { makeReviewPage, reviewInlined } from './review.ts';
import { toSbom } from './sbom.ts';

/** Whole libraries, and rooms that share nothing with the others, as they stand in the imports. */
const apart = {
  undici: 'undici',
  'file-type': 'file-type/core',
  ipaddr: 'ipaddr.js',
  'sonic-boom': 'sonic-boom',
  ajv: '@modelcontextprotocol/server/validators/ajv',
  sandbox: './sandbox/index.ts',
  demo: './command/demo.ts',
  markdown: './markdown-parser.ts',
  iovalkey: 'iovalkey',
  tracing: './tracing.ts',
  metrics: './metrics.ts',
};

const page = await makeReviewPage();
mkdirSync('dist', { recursive: true });
writeFileSync('dist/review.html', page.html);

const parts = asParts(apart, { ...common, plugins: [leanUndici, noClientValidator, plantedDemo] });
rmSync('dist/lib', { recursive: true, force: true });
await build({ ...shared, entryPoints: ['src/start/index.ts'], outfile: 'dist/main.js', format: 'esm' });
const { metafile } = await build({
  ...common,
  entryPoints: { server: 'src/main.ts' },
  outdir: 'dist/lib',
  outExtension: { '.js': '.cjs' },
  plugins: [frozenCatalogue, validatorOnDemand, reviewInlined(page), parts.plugin, builtinsOnDemand],
});
const within = [...Object.keys(metafile?.inputs ?? {}), ...(await parts.write('dist/lib')), ...page.inputs];

const bundled = listBundled(within);
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', toNotices(bundled));
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const sbom = toSbom(readJson('package.json'), bundled, readJson('package-lock.json').packages);
writeFileSync('dist/sbom.cdx.json', `${JSON.stringify(sbom, undefined, 2)}\n`);
