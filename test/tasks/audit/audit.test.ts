// What holds for all checks: what is refused, what a call that has no time left says, and how one goes on.
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import type { Json, Opened } from '../../harness.ts';
import { open } from '../../harness.ts';
import { audit, openPlanted, plant, readRows, refer, uid } from './stack.ts';

const invalid = 'Nothing was sent, because the arguments are not valid:\n- ';

it('costs at most 250 tokens', async () => {
  await using opened = await open();
  const { tools } = await opened.client.listTools();
  const tool = tools.find(({ name }) => name === 'audit_content');
  const { name, description = '', inputSchema } = tool ?? {};
  expect(encode(JSON.stringify({ name, description, inputSchema })).length).toBeLessThanOrEqual(250);
  expect(description.split('. ').length).toBeLessThanOrEqual(2);
});

it('refuses a check that lacks an operation, and still makes the others', async () => {
  await using opened = await openPlanted({}, { settings: { TOOLS_DENY: 'list_asset_refs,list_publish_queue' } });
  const reason = 'which is not there for this token and these settings';
  expect(await opened.fail('audit_content', { checks: ['unused_assets', 'schedule_conflicts', 'untranslated'] })).toBe(
    `${invalid}checks: unused_assets needs list_asset_refs, ${reason}\n- checks: schedule_conflicts needs list_publish_queue, ${reason}`,
  );
  expect(await opened.call('audit_content', { checks: ['untranslated'] })).toMatchObject({
    says: '0 missing translations in 0 entries, 3 languages',
  });
});

it('goes with the operations it cannot be without', async () => {
  await using opened = await openPlanted({}, { settings: { TOOLS_DENY: 'list_entries' } });
  expect(await opened.list()).not.toContain('audit_content');
});

it('refuses what would have no effect, or names nothing', async () => {
  await using opened = await openPlanted({});
  const fail = (given: Json) => opened.fail('audit_content', { checks: ['broken_references'], ...given });
  expect(await fail({ environment: 'production' })).toBe(
    `${invalid}environment: it narrows unpublished_references and schedule_conflicts alone`,
  );
  expect(await fail({ content_types: ['sys_assets'] })).toContain('name one with entries');
  expect(await fail({ content_types: ['notes'] })).toContain('did you mean note?');
  expect(await fail({ locales: ['fr-fx'] })).toContain('did you mean fr-fr?');
  expect(await fail({ after: 'elsewhere/en-us/0' })).toContain('give it as `next` of the answer before has it');
  expect(await opened.fail('audit_content', { checks: [] })).toContain('checks');
});

it.each([
  ['missing_translation', 'did you mean untranslated?'],
  ['missing_translations', 'did you mean untranslated?'],
  ['Missing translations', 'did you mean untranslated?'],
  ['unlocalized', 'did you mean untranslated?'],
  ['stale_translations', 'did you mean outdated_translation?'],
  ['translations_outdated', 'did you mean outdated_translation?'],
  ['alt_text', 'did you mean undescribed_images?'],
  ['missing-alt', 'did you mean undescribed_images?'],
  ['broken_links', 'did you mean broken_references?'],
  ['missing_references', 'did you mean broken_references?'],
  ['unpublished_reference', 'did you mean unpublished_references?'],
  ['orphaned_assets', 'did you mean unused_assets?'],
  ['duplicate_titles', 'did you mean duplicates?'],
  ['scheduling', 'did you mean schedule_conflicts?'],
  ['required_fields', 'did you mean invalid?'],
  ['stale', 'compare_environments tells what is live at an older version, from an environment to saved'],
  ['unpublished_changes', 'compare_environments tells what is saved and not live, from an environment to saved'],
  ['seo', 'find_in_content finds texts that are empty or too long, by field'],
])('tells which check is meant by %s', async (name, hint) => {
  await using opened = await openPlanted({});
  expect(await opened.fail('audit_content', { checks: [name] })).toBe(`${invalid}checks.0: no such check; ${hint}`);
});

it('lists the checks for a word that means none of them, and the nearest for a slip', async () => {
  await using opened = await openPlanted({});
  const fail = (name: unknown) => opened.fail('audit_content', { checks: ['untranslated', name] });
  expect(await fail('zebra')).toMatch(/checks\.1: expected one of "broken_references"\|.*"schedule_conflicts"$/);
  expect(await fail('invlaid')).toMatch(/did you mean invalid\?$/);
  expect(await fail('x'.repeat(500))).toMatch(/expected one of /);
  expect(await fail(7)).toMatch(/checks\.1: expected one of /);
});

const entries = [
  plant('person', 'gone', {}),
  plant('person', 'kept', { 'en-us': {}, 'fr-fr': {} }),
  ...['a', 'b', 'c'].map(name => plant('note', name, { mood: 'sad', links: refer('person', 'gone', 'kept') })),
];
/** Lists enough for time to end before the last. */
const more = ['d', 'e', 'f', 'g', 'h', 'i'].map(name => ({
  uid: `more_${name}`,
  title: `More ${name}`,
  schema: [{ uid: 'title', display_name: 'Title', data_type: 'text', mandatory: true }],
}));
const requests = [
  { request: `DELETE /content_types/person/entries/${uid('gone')}`, at: '2026-02-01T00:00:00.000Z', by: 'x' },
];

/** Calls again as each answer says, until nothing is left. */
async function follow(opened: Opened, given: Json): Promise<{ answers: Json[]; rows: Json[] }> {
  const answers: Json[] = [];
  for (let next: Json | undefined = {}; next; next = answers.at(-1)?.next as Json | undefined)
    answers.push(await opened.call('audit_content', { ...given, ...next }));
  return { answers, rows: answers.flatMap(readRows) };
}

it.each([
  ['rows that stand for themselves', ['broken_references', 'schedule_conflicts']],
  ['languages of a type', ['untranslated', 'broken_references']],
  ['pages of a language', ['duplicates', 'broken_references']],
])('goes on where its time ended, and tells everything once: %s', async (_, checks) => {
  await using quick = await openPlanted({ entries, requests, types: more });
  const whole = readRows(await quick.call('audit_content', { checks }));
  await using slow = await openPlanted(
    { entries, requests, types: more },
    { latency: 200, settings: { TIMEOUT_MS: '6000' } },
  );
  const { answers, rows } = await follow(slow, { checks });
  expect(answers.length).toBeGreaterThan(1);
  expect(answers[0]?.says).toMatch(/ so far/);
  expect(answers.slice(1).every(({ says }) => / in this part/.test(String(says)))).toBe(true);
  expect(answers[0]?.left).toMatch(/^not looked at yet: /);
  const sort = (list: Json[]) => list.map(row => JSON.stringify(Object.entries(row).sort())).sort();
  // On a busy machine an answer may come too late even so: then it is said.
  const isLate = JSON.stringify(answers.map(({ notes }) => notes ?? [])).includes('could not be read');
  if (!isLate) expect(sort(rows)).toEqual(sort(whole));
  expect(sort(whole)).toEqual(expect.arrayContaining(sort(rows)));
  expect(new Set(sort(rows)).size).toBe(rows.length);
  expect(whole.length).toBeGreaterThan(2);
});

it('tells nothing of what must be told as a whole and takes too long', async () => {
  await using opened = await openPlanted(
    { entries, assets: ['pic'] },
    { latency: 400, settings: { TIMEOUT_MS: '2500' } },
  );
  const { answer, lines } = await audit(opened, { checks: ['unused_assets'] }, []);
  expect(lines).toEqual([]);
  expect(answer.says).toMatch(/^unused assets cannot be told/);
  expect(JSON.stringify(answer.notes)).toContain('takes longer than a call may');
  expect(answer.next).toBeUndefined();
});
