// Rows that were cut are asked for by a person's click, in the same call: reads alone, as a view may call nothing that writes.
import { button, type Child, el, replace } from './ground/dom.ts';
import { readResult, type Shown } from './ground/shown.ts';
import type { Scene } from './ground/view.ts';

/** Which read has the further rows. */
const reads: Readonly<Record<string, string>> = {
  plan: 'plan_publish',
  findings: 'audit_content',
  activity: 'list_activity',
};

/** @param draw shows all of it again, with the rows that came. @returns nothing where they cannot be had. */
export function makePaging({ host, shown, input }: Scene, kind: string, draw: (shown: Shown) => unknown): Child {
  const name = Object.hasOwn(reads, kind) ? reads[kind] : undefined;
  const { skip } = shown;
  if (!name || !input || skip === undefined || !host.can('serverTools')) return undefined;
  const told = el('span', { role: 'status', 'aria-live': 'polite' });
  const press = button('Show the next rows', () => void load(), 'more');
  const load = async (): Promise<void> => {
    press.disabled = true;
    const result = await host.request('tools/call', { name, arguments: { ...input, skip } }).catch(() => undefined);
    const read = result && readResult(result);
    if (!read || 'words' in read) {
      press.disabled = false;
      return replace(told, 'The next rows did not come. Ask the assistant for them.');
    }
    // Of another state of the stack they would stand beside rows that no longer hold.
    if (read.says !== shown.says)
      return replace(told, 'The stack has changed since. Ask the assistant to do this again.');
    draw({
      ...read,
      view: shown.view,
      rows: [...shown.rows, ...read.rows],
      beside: { ...shown.beside, ...read.beside },
    });
  };
  return el('div', { class: 'bar' }, press, told);
}
