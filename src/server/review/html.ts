// The page of the review view. The build writes it into the bundle in the place of this file.
import { readFileSync } from 'node:fs';

/** As the build has left it, for who runs from the sources: `npm run build` makes it. */
export const readReviewHtml = (): string => readFileSync(new URL('../../../dist/review.html', import.meta.url), 'utf8');
