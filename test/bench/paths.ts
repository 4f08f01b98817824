// Where things are, for the bench as it runs (bundled into node_modules/.bench) and for its test, which both lie two below the root.
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const paths = {
  root: at('.'),
  /** The product, as built. */
  product: at('dist/main.js'),
  /** What only the bench needs. */
  home: at('node_modules/.bench'),
  results: at('test/bench/results.json'),
  report: at('docs/measurements/RESULTS.md'),
  page: at('docs/measurements.md'),
  server: (name: string) => at(`test/bench/servers/${name}.mjs`),
  plot: (suite: string) => at(`docs/measurements/${suite}.svg`),
};
