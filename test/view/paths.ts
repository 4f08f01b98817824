// Where things are, for the tests as they run and for `npm run view` (bundled into node_modules/.view), which both lie two below the root.
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const paths = {
  /** The product, as built. */
  product: at('dist/main.js'),
  host: at('test/view/host'),
  pictures: at('docs/pictures'),
};
