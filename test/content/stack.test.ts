// Entries of a stack, over HTTP: whatever is read can be sent back, changes nothing, and is compared rightly.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printAddress } from '../../src/content/address.ts';
import { check } from '../../src/content/check/check.ts';
import { toWritable } from '../../src/content/check/writable.ts';
import { diff } from '../../src/content/diff.ts';
import type { Field } from '../../src/content/schema.ts';
import { type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts';
import { asset, document, type Json, schema, text, values } from './schema.ts';

async function openStack(options: SandboxOptions = {}) {
  const sandbox = await startSandbox(options);
  const send = async (method: string, path: string, body?: Json): Promise<Json> => {
    const response = await fetch(`${sandbox.origin}/v3${path}`, {
      method,
      headers: {
        api_key: sandbox.api_key,
        authorization: sandbox.tokens.read_write ?? '',
        api_version: '3.2',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = (await response.json()) as Json;
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer).slice(0, 500)}`);
    return answer;
  };
  return { sandbox, send, [Symbol.asyncDispose]: sandbox.close };
}

type Send = Awaited<ReturnType<typeof openStack>>['send'];

async function readSchema(send: Send, type: string): Promise<Field[]> {
  const { content_type } = await send('GET', `/content_types/${type}?include_global_field_schema=true`);
  return (content_type as { schema: Field[] }).schema;
}

const masterLocale = 'en-us';

/** Read, made writable, checked, sent, read again. */
async function roundTrip(send: Send, path: string, types: Field[], locale = masterLocale) {
  const stored = (await send('GET', `${path}?locale=${locale}`)).entry as Json;
  const writable = toWritable(stored, types);
  expect(writable.problems).toEqual([]);
  const checked = check(writable.value, { schema: types, stored, locale, masterLocale });
  expect(checked).toEqual({
    value: writable.value,
    problems: [],
    more: 0,
    isUnchanged: stored.locale === locale,
    notes: [],
    moreNotes: 0,
    needs: [],
    losses: [],
  });
  // What falls back says which language it is of, and that is another one.
  const { locale: own, ...rest } = stored;
  const whole = own === locale ? stored : rest;
  expect(check(whole, { schema: types, stored, locale, masterLocale })).toEqual(checked);
  await send('PUT', `${path}?locale=${locale}`, { entry: checked.value });
  const after = (await send('GET', `${path}?locale=${locale}`)).entry as Json;
  expect(after._version).toBe(stored.locale === locale ? Number(stored._version) + 1 : 1);
  return { stored, after, changes: diff(stored, after, { schema: types }) };
}

describe('the demo stack', () => {
  it('takes each of its entries back as it was read, in each of its languages', async () => {
    await using stack = await openStack();
    const { send } = stack;
    const locales = ((await send('GET', '/locales')).locales as { code: string }[]).map(({ code }) => code);
    const types = (await send('GET', '/content_types')).content_types as { uid: string }[];
    let count = 0;
    for (const { uid } of types) {
      const fields = await readSchema(send, uid);
      const { entries } = (await send('GET', `/content_types/${uid}/entries`)) as { entries: { uid: string }[] };
      for (const entry of entries) {
        for (const locale of locales) {
          const { changes } = await roundTrip(send, `/content_types/${uid}/entries/${entry.uid}`, fields, locale);
          expect(changes, `${uid} ${entry.uid} ${locale}`).toEqual([]);
          count += 1;
        }
      }
    }
    expect(count).toBeGreaterThan(150);
  });

  it('stores what was put right as it was meant', async () => {
    await using stack = await openStack();
    const { send } = stack;
    const fields = await readSchema(send, 'blog_post');
    const path = '/content_types/blog_post/entries/blt9e8b1c313cfb9a5c';
    const stored = (await send('GET', path)).entry as Json;
    const sent = {
      category: 'Care and repair',
      hero_image: { uid: 'blt41a0566d01d7de05', filename: 'x.jpg' },
      author: 'blt6bdf127452175e65',
      seo: { ...(stored.seo as Json), description: 'Short.' },
    };
    const { value, problems, losses } = check(sent, { schema: fields, stored, locale: masterLocale, masterLocale });
    expect({ problems, losses }).toEqual({ problems: [], losses: [] });
    await send('PUT', path, { entry: value });
    const after = (await send('GET', path)).entry as Json;
    const changes = diff(stored, after, { schema: fields });
    expect(changes.map(({ kind, address }) => `${kind} ${printAddress(address)}`).sort()).toEqual([
      'added author[blt6bdf127452175e65]',
      'removed author[blt4f665c732d9aabb2]',
      'set category',
      'set seo.description',
    ]);
  });
});

describe('a stack of real shapes', () => {
  const fields = schema.filter(({ uid }) => !['future', 'taxonomies', 'constructor'].includes(uid));

  /** The content type of the tests, made of real global fields that nest. */
  async function openShapes() {
    const stack = await openStack({
      choices: { unknownReferenceTo: 'allow', unknownExtension: 'allow', largeRichText: 'accept' },
    });
    const bare = (held: Field[]): Field[] =>
      held.map(each => {
        if (each.data_type === 'global_field') return { ...each, schema: undefined };
        const inner = Array.isArray(each.schema) ? { schema: bare(each.schema as Field[]) } : {};
        const blocks = (each.blocks as Json[] | undefined)?.map(block =>
          block.reference_to ? { ...block, schema: undefined } : { ...block, schema: bare(block.schema as Field[]) },
        );
        return { ...each, ...inner, ...(blocks ? { blocks } : {}) };
      });
    const button = fields.find(({ uid }) => uid === 'button')?.schema as Field[];
    const style = button.find(({ uid }) => uid === 'style')?.schema as Field[];
    await stack.send('POST', '/global_fields', { global_field: { uid: 'style', title: 'Style', schema: style } });
    await stack.send('POST', '/global_fields', {
      global_field: { uid: 'button', title: 'Button', schema: bare(button) },
    });
    const options = { is_page: true, singleton: false, title: 'title', url_pattern: '/:title', url_prefix: '/' };
    await stack.send('POST', '/content_types', {
      content_type: { uid: 'shapes', title: 'Shapes', options, schema: bare(fields) },
    });
    return { ...stack, types: await readSchema(stack.send, 'shapes') };
  }

  const entries = '/content_types/shapes/entries';

  it('takes any entry back as it was read', async () => {
    await using stack = await openShapes();
    let made = 0;
    await fc.assert(
      fc.asyncProperty(values(fields), async found => {
        made += 1;
        const whole = { ...toWritable(found, stack.types).value, title: `Title ${made}`, url: `/url-${made}` };
        const created = (await stack.send('POST', entries, { entry: whole })).entry as Json;
        const { changes } = await roundTrip(stack.send, `${entries}/${created.uid}`, stack.types);
        expect(changes).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('takes back a page of 40 blocks with fields of 200 KB', async () => {
    await using stack = await openShapes();
    const large = 'All work and no play makes a dull page. '.repeat(5200);
    const sections = Array.from({ length: 40 }, (_, place) =>
      place % 2 === 0
        ? {
            hero: {
              headline: `Headline ${place}`,
              text: place < 4 ? large : 'short',
              image: asset('bltnone').uid,
              button: { label: 'Go', style: { tone: 'quiet' } },
            },
          }
        : { rich_text: { heading: `Chapter ${place}`, body: document([place < 4 ? large : 'short'], `d${place}`) } },
    );
    const sent = { title: 'Large', summary: large, sections };
    const checked = check(sent, { schema: stack.types, masterLocale });
    expect(checked.problems).toEqual([]);
    const created = (await stack.send('POST', entries, { entry: checked.value })).entry as Json;
    const path = `${entries}/${created.uid}`;
    const { changes, after } = await roundTrip(stack.send, path, stack.types);
    expect(changes).toEqual([]);
    const [first, ...rest] = toWritable(after, stack.types).value.sections as Json[];
    const moved = check({ sections: [...rest, first] }, { schema: stack.types, stored: after, masterLocale });
    expect(moved).toMatchObject({ problems: [], losses: [], needs: [{ address: 'sections' }] });
    await stack.send('PUT', path, { entry: moved.value });
    const now = (await stack.send('GET', path)).entry as Json;
    expect(diff(after, now, { schema: stack.types })).toMatchObject([{ kind: 'moved', from: 0, to: 39 }]);
  });

  it('shows by their difference what a save dropped without a word', async () => {
    await using stack = await openShapes();
    const { send, types } = stack;
    const created = (await send('POST', entries, { entry: { title: 'T', seo: { title: 'x', description: 'y' } } }))
      .entry as Json;
    const path = `${entries}/${created.uid}`;
    const read = async () => (await send('GET', path)).entry as Json;
    const before = await read();
    await send('PUT', path, { entry: { titel: 'x', 'seo.description': 'z', entry: { title: 'x' } } });
    expect(diff(before, await read(), { schema: types })).toEqual([]);
    await send('PUT', path, { entry: { seo: { description: 'z' } } });
    expect(diff(before, await read(), { schema: types })).toMatchObject([
      { kind: 'set', address: ['seo', 'description'], before: 'y', after: 'z' },
      { kind: 'removed', address: ['seo', 'title'], before: 'x' },
    ]);
  });

  it('tells what a content type lost', async () => {
    await using stack = await openShapes();
    const { send } = stack;
    const path = '/content_types/shapes';
    const before = (await send('GET', path)).content_type as Json;
    const kept = (before.schema as Field[]).filter(({ uid }) => uid !== 'summary');
    await send('PUT', path, { content_type: { ...before, schema: [...kept, text('abstract')] } });
    const after = (await send('GET', path)).content_type as Json;
    const changes = diff(before, after, { ignore: ['_version', 'updated_at'] });
    expect(changes.map(({ kind, address }) => `${kind} ${printAddress(address)}`)).toEqual([
      'removed schema[summary]',
      'added schema[abstract]',
    ]);
  });
});
