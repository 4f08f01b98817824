// What is agreed to is done, and no more: what changed since, what is left out, what is too much for one call, what fails.
import { expect, it } from 'vitest';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../harness.ts';
import { listRows, openStack, type Stack } from '../sandbox.ts';
import { copy, editTwice, listChanged, put, read } from './stack.ts';

const asked = { find: 'stove', with: 'burner', content_types: ['blog_post', 'product', 'announcement'] };

/** As a person does who takes a while to read it: later than the second in which it was told. */
const wait = () => new Promise(resolve => setTimeout(resolve, 1_100));

const outcomes = (done: Json): unknown[][] => listRows(done, ['uid', 'outcome']);

it('leaves out what somebody saved since, and does the rest', async () => {
  await using opened = await openStack();
  const plan = await opened.call('bulk_edit', asked);
  await wait();
  await put(opened, 'product', 'ember-stove', { title: 'Ember Stove II' });
  const before = copy(opened);
  const done = await opened.call('bulk_edit', { ...asked, ...(plan.next as Json) });
  expect(done.says).toBe('saved 4 of 5 versions: 6 places; 1 skipped, as changed meanwhile');
  const ember = uidOf('product', 'ember-stove');
  expect(outcomes(done)).toContainEqual([ember, 'skipped']);
  expect(listChanged(before, opened)).toHaveLength(4);
  expect((await read(opened, 'product', 'ember-stove')).title).toBe('Ember Stove II');
  expect(JSON.stringify(done)).toContain('changed since it was told');
});

it('says of what is none any more that it needs no change, and does not take what came since', async () => {
  await using opened = await openStack();
  const plan = await opened.call('bulk_edit', asked);
  await wait();
  await put(opened, 'product', 'ember-stove', { title: 'Ember' });
  await put(opened, 'product', 'fell-shell', { title: 'Stove shell' });
  const done = await opened.call('bulk_edit', { ...asked, ...(plan.next as Json) });
  expect(outcomes(done)).toContainEqual([uidOf('product', 'fell-shell'), 'skipped']);
  expect((await read(opened, 'product', 'fell-shell')).title).toBe('Stove shell');
  expect((await read(opened, 'product', 'ember-stove')).title).toBe('Ember');
});

it('does nothing where there is more than was told, and no save explains it', async () => {
  await using opened = await openStack();
  const { content_type: type } = (await opened.send('GET', '/content_types/product')) as { content_type: Json };
  const share = (non_localizable: boolean) =>
    opened.send('PUT', '/content_types/product', {
      content_type: {
        ...type,
        schema: (type.schema as Json[]).map(field =>
          field.uid === 'description' ? { ...field, non_localizable } : field,
        ),
      },
    });
  const texts = { description: '<p>A zebra.</p>' };
  await put(opened, 'product', 'fell-shell', texts);
  await put(opened, 'product', 'fell-shell', { title: 'Veste', ...texts }, 'fr-fr');
  await share(true);
  await wait();
  const zebra = { find: 'zebra', with: 'horse', content_types: ['product'] };
  const plan = await opened.call('bulk_edit', zebra);
  expect(listRows(plan, ['locale'])).toEqual([['en-us']]);
  await wait();
  await share(false);
  const before = copy(opened);
  expect(await opened.fail('bulk_edit', { ...zebra, ...(plan.next as Json) })).toContain('more rows than were told');
  expect(listChanged(before, opened)).toEqual([]);
});

it('skips what is saved while it works, at the last moment', async () => {
  await using opened = await openStack();
  const plan = await opened.call('bulk_edit', asked);
  const path = `/content_types/product/entries/${uidOf('product', 'ember-stove')}`;
  // Its row was read with all others; it is read alone only before it is saved.
  const others = '/content_types/blog_post/entries/blt*';
  opened.sandbox.fault({ method: 'GET', path: others, delay: 3_000 });
  const call = opened.call('bulk_edit', { ...asked, ...(plan.next as Json) });
  await new Promise(resolve => {
    const look = setInterval(() => {
      const isReading = opened.sandbox.requests.some(each => /entries\/blt\w+$/.test(each.path));
      if (isReading) resolve(clearInterval(look));
    }, 5);
  });
  await opened.send('PUT', `${path}?locale=en-us`, { entry: { title: 'Their Stove' } });
  const done = await call;
  expect(outcomes(done)).toContainEqual([uidOf('product', 'ember-stove'), 'skipped']);
  expect(done.says).toMatch(/^saved 4 of 5 versions/);
  expect((await read(opened, 'product', 'ember-stove')).title).toBe('Their Stove');
});

it('leaves out what is named: an entry, one of its languages, a place everywhere or in one entry', async () => {
  await using opened = await openStack();
  const [ember, fuels] = [uidOf('product', 'ember-stove'), uidOf('blog_post', 'stove-fuels')];
  const bag = uidOf('blog_post', 'pack-a-hut-bag');
  const plan = await opened.call('bulk_edit', asked);
  const given = { ...asked, ...(plan.next as Json) };
  const before = copy(opened);
  const wrong = await opened.fail('bulk_edit', { ...given, except: ['bltnone', 'seo.titel', `${ember} de-de`] });
  expect(wrong).toMatch(/except\[0\].*\n.*except\[1\].*\n.*except\[2\]/);
  expect(listChanged(before, opened)).toEqual([]);
  const except = [`${fuels} en-us`, ember, `${bag} seo.description`, 'message'];
  const done = await opened.call('bulk_edit', { ...given, except });
  expect(done.says).toBe('saved 3 of 3 versions: 3 places');
  expect(listChanged(before, opened).sort()).toEqual(
    [
      `blog_post ${bag} en-us: summary`,
      `blog_post ${uidOf('blog_post', 'bothy-weekend')} en-us: body`,
      expect.stringMatching(/^announcement blt\w+ en-us: title$/),
    ].sort(),
  );
  const whole = { edits: [{ at: 'tags', insert: 'x' }], content_types: ['author'] };
  const next = (await opened.call('bulk_edit', whole)).next as Json;
  expect(await opened.fail('bulk_edit', { ...whole, ...next, except: ['tags[0]'] })).toContain(
    'edits are made as a whole',
  );
});

it('leaves out one place in one language, as a person unticks it', async () => {
  await using opened = await openStack();
  const plan = await opened.call('bulk_edit', asked);
  const { columns, rows } = plan as { columns: string[]; rows: string[][] };
  const cell = (row: string[], column: string): string => String(row[columns.indexOf(column)] ?? '');
  const name = (row: string[]): string => `${cell(row, 'uid')} ${cell(row, 'locale')} ${cell(row, 'address')}`;
  const out = rows.filter((_, index) => index % 2 === 0).map(name);
  const done = await opened.call('bulk_edit', { ...asked, ...(plan.next as Json), except: out });
  const told = done as { columns: string[]; rows: string[][] };
  const saved = told.rows.map(row =>
    ['uid', 'locale', 'address'].map(column => row[told.columns.indexOf(column)]).join(' '),
  );
  expect(saved.sort()).toEqual(
    rows
      .map(name)
      .filter(each => !out.includes(each))
      .sort(),
  );
  expect(saved.length).toBeGreaterThan(2);
});

it('takes a code for just the call that it was given for', async () => {
  await using opened = await openStack();
  const { next } = await opened.call('bulk_edit', asked);
  const before = copy(opened);
  for (const other of [
    { with: 'cooker' },
    { words: true },
    { content_types: ['product'] },
    { also: ['urls'] },
    { code: 'x' },
  ])
    expect(await opened.fail('bulk_edit', { ...asked, ...(next as Json), ...other })).toContain('code: is older');
  expect(listChanged(before, opened)).toEqual([]);
});

it('takes a text out', async () => {
  await using opened = await openStack();
  const { done } = await editTwice(opened, { find: 'Ember ', with: '', content_types: ['product'] });
  expect(done.says).toBe('saved 1 of 1 version: 1 place');
  expect((await read(opened, 'product', 'ember-stove')).title).toBe('Stove');
});

it('says what makes no sense before it asks for anything', async () => {
  await using opened = await openStack();
  const { sandbox } = opened;
  sandbox.requests.splice(0);
  const fail = (args: Json) => opened.fail('bulk_edit', args);
  expect(await fail({})).toContain('give find and with, or edits');
  expect(await fail({ find: 'x' })).toContain('with: the new text');
  expect(await fail({ find: 'x', with: 'x' })).toContain('is what find is');
  expect(await fail({ find: 'x', with: 'y', edits: [{ at: 'title', set: 'z' }] })).toContain('either');
  expect(await fail({ edits: [{ at: 'title', set: 'z' }] })).toContain('entries, where or content_types');
  expect(await fail({ find: 'x', with: 'y', except: ['z'] })).toContain('except: belongs to code');
  expect(await fail({ find: ' ', with: 'y' })).toContain('nothing to look for');
  expect(await fail({ find: 'x', with: 'y', entries: [] })).toContain('names none');
  expect(await fail({ find: 'x', with: 'y', after: 'a|b|c' })).toContain('after:');
  expect(sandbox.requests).toEqual([]);
  expect(await fail({ find: 'x', with: 'y', content_types: ['sys_assets'] })).toContain('update_asset');
});

it('tells of each entry that the API or the check refuses, and does the others', async () => {
  await using opened = await openStack();
  await put(opened, 'product', 'fell-shell', { title: 'Ember Burner' });
  const { done } = await editTwice(opened, asked);
  expect(done.says).toBe('saved 4 of 5 versions: 6 places; 1 failed');
  expect(JSON.stringify(done)).toMatch(/unique/);
  expect((await read(opened, 'product', 'ember-stove')).title).toBe('Ember Stove');
  // A format that the field has.
  const sku = { find: 'LF-STV', with: 'LF-', also: ['code'], content_types: ['product'] };
  const refused = await editTwice(opened, sku);
  expect(refused.done.says).toMatch(/^saved 0 of 1 version: 0 places; 1 failed/);
});

const many = 120;

async function plantMany(opened: Stack): Promise<void> {
  for (let place = 0; place < many; place += 1) {
    const entry = { title: `Notice ${place}`, message: 'The kettle boils.', starts_at: '2026-12-01T08:00:00.000Z' };
    await opened.send('POST', '/content_types/announcement/entries?locale=en-us', { entry });
  }
}

const kettle = { find: 'kettle', with: 'kettle pot' };

it('does fifty a call, is asked about the whole once, and does none twice', async () => {
  const questions: string[] = [];
  await using opened = await openStack({
    reply: question => {
      questions.push(question);
      return { action: 'accept', content: { confirm: true } };
    },
  });
  await plantMany(opened);
  const before = copy(opened);
  let next = (await opened.call('bulk_edit', kettle)).next as Json | undefined;
  expect(questions).toEqual([]);
  const says: unknown[] = [];
  while (next) {
    const done: Json = await opened.call('bulk_edit', { ...kettle, ...next });
    says.push(done.says);
    next = done.next as Json | undefined;
  }
  expect(says).toEqual([
    'saved 50 of 120 versions: 50 places; 70 left',
    'saved 50 of 70 versions: 50 places; 20 left',
    'saved 20 of 20 versions: 20 places',
  ]);
  expect(questions).toHaveLength(1);
  expect(questions[0]).toMatch(
    /^Change 120 places in 120 entries, 1 language \(120 of announcement\)\?\n"kettle" becomes "kettle pot"\./,
  );
  const changed = listChanged(before, opened);
  expect(changed).toHaveLength(many);
  expect(changed.every(each => /^announcement blt\w+ en-us: message$/.test(each))).toBe(true);
  const { entries } = await opened.send('GET', '/content_types/announcement/entries?limit=100&desc=created_at');
  for (const { message, title } of entries as Json[]) {
    if (String(title).startsWith('Notice')) expect(message).toBe('The kettle pot boils.');
  }
});

it('goes on where it was, also past what changed and what was left out', async () => {
  await using opened = await openStack();
  await plantMany(opened);
  await wait();
  const { entries } = await opened.send('GET', '/content_types/announcement/entries?limit=100&desc=created_at');
  const [late, later] = entries as Json[];
  const edits = { edits: [{ at: 'call_to_action.heading', set: 'Go' }], content_types: ['announcement'] };
  const plan = await opened.call('bulk_edit', edits);
  const except = [String(late?.uid)];
  const first = await opened.call('bulk_edit', { ...edits, ...(plan.next as Json), except });
  await wait();
  await opened.send('PUT', `/content_types/announcement/entries/${later?.uid}`, { entry: { message: 'Theirs.' } });
  // Who leaves out less than was agreed to starts anew.
  expect(await opened.fail('bulk_edit', { ...edits, ...(first.next as Json) })).toContain('code: is older');
  let next = first.next as Json | undefined;
  let saved = 0;
  let skipped: unknown[][] = [];
  while (next) {
    const done: Json = await opened.call('bulk_edit', { ...edits, ...next, except });
    saved += Number(/^saved (\d+)/.exec(String(done.says))?.[1]);
    skipped = [...skipped, ...outcomes(done).filter(([, outcome]) => outcome === 'skipped')];
    next = done.next as Json | undefined;
  }
  const all = Number(/^nothing is written yet: (\d+) /.exec(String(plan.says))?.[1]);
  expect(saved).toBe(all - 50 - 2);
  expect(new Set(skipped.map(([uid]) => uid))).toEqual(new Set([later?.uid]));
  const read = async (uid: unknown) =>
    (await opened.send('GET', `/content_types/announcement/entries/${uid}`)).entry as Json;
  expect(((await read(late?.uid)).call_to_action as Json | undefined)?.heading).not.toBe('Go');
  expect(await read(later?.uid)).toMatchObject({ message: 'Theirs.', _version: 2 });
});

it('asks nobody where nobody can be asked, as the code shows that it was told; and does nothing after a no', async () => {
  await using refused = await openStack({ reply: () => ({ action: 'decline' }) });
  const before = copy(refused);
  const plan = await refused.call('bulk_edit', asked);
  const { content } = await refused.client.callTool({
    name: 'bulk_edit',
    arguments: { ...asked, ...(plan.next as Json) },
  });
  expect(JSON.stringify(content)).toMatch(/declined|said no|Nothing was done/i);
  expect(listChanged(before, refused)).toEqual([]);
  await using always = await openStack({ settings: { CONFIRM: 'always' } });
  const { next } = await always.call('bulk_edit', asked);
  expect(await always.fail('bulk_edit', { ...asked, ...(next as Json) })).toMatch(/CONFIRM is always/);
});
