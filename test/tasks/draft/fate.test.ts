// Whatever goes wrong at whichever request: what is told of a draft is true, and it is there once or not at all.
import { expect, it } from 'vitest';
import { chosen, slow } from '../../chaos/faults.ts';
import { times as longer } from '../../long.ts';
import { openStack, type Stack } from '../sandbox.ts';
import { recordsOf } from './stack.ts';

/** The write comes last; `npm run prove` breaks each that comes before it, too. */
const requests = longer > 1 ? [1, 2, 3, 4] : [4];

/** Takes each kind of request: what it refers to is looked up, what is unique too, and then it writes. */
const draft = (title: string) => ({
  content_type_uid: 'product',
  fields: { title, sku: 'LF-STV-999', range: 'Camp', price: 1, description: '<p>x</p>', gallery: ['winter-ridge.jpg'] },
});

const countOf = (opened: Stack, title: string): number =>
  recordsOf(opened, 'product').filter(({ locales }) => locales['en-us']?.some(({ fields }) => fields.title === title))
    .length;

it.each(Object.entries({ ...chosen, ...slow }))('is told truly after %s at any request', async (name, fault) => {
  for (const nth of requests) {
    for (const times of [1, 1_000]) {
      await using opened = await openStack({ settings: { TIMEOUT_MS: '1200' } });
      opened.sandbox.fault({ ...fault, nth, times });
      const { content, isError } = await opened.client.callTool({ name: 'draft_entry', arguments: draft('Once') });
      const [{ text = '' } = {}] = content as { text?: string }[];
      // What is still on its way arrives.
      if (fault.delay !== undefined || fault.drip) await new Promise(resolve => setTimeout(resolve, 100));
      const count = countOf(opened, 'Once');
      expect(count, text).toBeLessThanOrEqual(1);
      const posts = opened.sandbox.requests.filter(({ method }) => method === 'POST').length;
      // What was refused for its pace may come again.
      if (count === 1 && name !== 'status 429') expect(posts, text).toBe(1);
      const isUnknown = text.includes('is not known');
      if (!isError) expect(count, text).toBe(1);
      else if (!isUnknown) expect(count, text).toBe(0);
      if (isUnknown) expect(text).toContain('Look for its title before you draft it again.');
    }
  }
});
