// How everything that is shipped is bundled; the bench bundles what it sets beside the server in the same way.
import type { BuildOptions } from 'esbuild';

export const shared: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** CommonJS loads faster, and can load a part in the middle of a line. */
export const common: BuildOptions = { ...shared, format: 'cjs', supported: { 'dynamic-import': false } };
