// What axe finds wrong in a view, contrast included.
import axe, { type AxeResults } from 'axe-core';
import type { View } from './open-view.ts';

/** Each as `rule: element`. */
export async function findFaults({ frame }: View): Promise<string[]> {
  const at = frame();
  await at.evaluate(`if (!globalThis.axe) { ${axe.source} }`);
  const { violations, passes } = (await at.evaluate('axe.run()')) as AxeResults;
  // One that looked at nothing would find nothing.
  if (!passes.some(({ id }) => id === 'color-contrast')) throw new Error('axe saw no text');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
