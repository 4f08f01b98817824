// A draft whose write got no clear answer: it is looked for, and never sent twice. All else that can go wrong is chaos.
import { expect, it } from 'vitest';
import { openStack } from '../sandbox.ts';
import { recordsOf } from './stack.ts';

const draft = {
  content_type_uid: 'announcement',
  fields: { title: 'Once', message: 'Soon.', starts_at: '2026-05-04', products: ['Ember Stove'] },
};

it.each([
  ['and is looked up', 1, /^drafted "Once" .*no clear answer came, so it was looked up: it is there, once/],
  ['and nothing can be looked up', 1_000, /is not known: .*Look for its title before you draft it again\.$/],
] as const)('is sent once where the answer is lost, %s', async (_, times, told) => {
  await using opened = await openStack();
  // The content type, what it refers to, and then the write.
  opened.sandbox.fault({ cut: 'after', nth: 3, times });
  const { content } = await opened.client.callTool({ name: 'draft_entry', arguments: draft });
  const [{ text = '' } = {}] = content as { text?: string }[];
  const { says, notes } = text.startsWith('{') ? JSON.parse(text) : { says: text, notes: [] };
  expect([says, ...notes].join(' ').replaceAll('\n', ' ')).toMatch(told);
  expect(opened.sandbox.requests.filter(({ method }) => method === 'POST').length).toBe(1);
  expect(
    recordsOf(opened, 'announcement').filter(each => each.locales['en-us']?.[0]?.fields.title === 'Once').length,
  ).toBe(1);
});
