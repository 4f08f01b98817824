// The census: every request of Contentstack's CMA, and the tool that exposes it or the reason it is left out.
import { content } from './census/content.ts';
import { delivery } from './census/delivery.ts';
import { governance } from './census/governance.ts';
import { outside } from './census/outside.ts';
import type { Row } from './census/row.ts';
import { undocumented } from './census/undocumented.ts';

export { undocumented };

/** One row per title of the reference; several titles may share a request line. */
export const documented: readonly Row[] = [...content, ...delivery, ...governance, ...outside];

export const census: readonly Row[] = [...documented, ...undocumented];
