// What a restore puts live: only where what is taken back is live, asked for first, and nothing that nobody published.
import { expect, it } from 'vitest';
import type { Json } from '../../harness.ts';
import { openStack, type Stack } from '../sandbox.ts';
import { find, type Place, read, remember, save } from './plant.ts';

const tool = 'restore_entries';

async function publish({ send }: Stack, { content_type_uid, entry_uid }: Place, environment: string, version: number) {
  const path = `/content_types/${content_type_uid}/entries/${entry_uid}/publish`;
  await send('POST', path, {
    entry: { environments: [environment], locales: ['en-us'] },
    locale: 'en-us',
    version,
  });
}

/** Versions by the names of environments. */
async function listLive(stack: Stack, place: Place): Promise<Record<string, number>> {
  const { environments } = await stack.send('GET', '/environments');
  const names = new Map((environments as Json[]).map(({ uid, name }) => [uid, String(name)]));
  const { publish_details: details } = await read(stack, place, 'en-us', '&include_publish_details=true');
  const own = (details as Json[]).filter(({ locale }) => locale === 'en-us');
  return Object.fromEntries(own.map(({ environment, version }) => [names.get(environment), Number(version)]));
}

it('puts back what is live, after it has asked, and only where what is taken back is live', async () => {
  const questions: string[] = [];
  await using stack = await openStack({
    reply: question => {
      questions.push(question);
      return { action: 'accept', content: { confirm: true } };
    },
  });
  const place = await find(stack, 'page', 'Home');
  const { production } = await listLive(stack, place);
  const wrong = await save(stack, place, { title: 'Wrong' });
  await publish(stack, place, 'staging', wrong);
  const answer = await stack.call(tool, { rows: [{ ...place, undo: [wrong] }], publish: true });
  expect(questions).toEqual([
    expect.stringMatching(/Restore 1 entry, and put live.*\n- page blt\w+ \(en-us\) in staging/),
  ]);
  expect((await read(stack, place)).title).toBe('Home');
  expect(await listLive(stack, place)).toEqual({ production, staging: wrong + 1 });
  expect(JSON.stringify(answer.notes)).toContain(`v${wrong + 1} in staging is queued`);
});

it('does nothing where the user says no', async () => {
  await using stack = await openStack({ reply: () => ({ action: 'decline' }) });
  const place = await find(stack, 'page', 'Home');
  const wrong = await save(stack, place, { title: 'Wrong' });
  await publish(stack, place, 'staging', wrong);
  const changed = remember(stack);
  await stack.fail(tool, { rows: [{ ...place, undo: [wrong] }], publish: true });
  expect(changed()).toEqual([]);
});

it('takes two calls where nobody can be asked', async () => {
  await using stack = await openStack();
  const place = await find(stack, 'page', 'Home');
  const wrong = await save(stack, place, { title: 'Wrong' });
  await publish(stack, place, 'staging', wrong);
  const changed = remember(stack);
  const rows = [{ ...place, undo: [wrong] }];
  const { content } = await stack.client.callTool({ name: tool, arguments: { rows, publish: true } });
  expect(JSON.stringify(content)).toContain('Nothing was done yet');
  expect(changed()).toEqual([]);
  await stack.call(tool, { rows, publish: true });
  expect(await listLive(stack, place)).toMatchObject({ staging: wrong + 1 });
});

it('puts an older version live again where what is saved is as wanted already', async () => {
  await using stack = await openStack();
  const place = await find(stack, 'page', 'Home');
  const wrong = await save(stack, place, { title: 'Wrong' });
  await publish(stack, place, 'staging', wrong);
  await save(stack, place, { title: 'Home' });
  const asked = { rows: [{ ...place, undo: [wrong] }], publish: true };
  const dry = await stack.call(tool, { ...asked, dry_run: true });
  expect(JSON.stringify(dry.notes)).toContain(`would go live in staging (v${wrong - 1})`);
  const answer = await stack.call(tool, asked);
  expect(answer.says).toMatch(/^nothing to restore/);
  expect(JSON.stringify(answer.notes)).toContain(`v${wrong - 1} in staging is queued`);
  expect(await listLive(stack, place)).toMatchObject({ staging: wrong - 1 });
  // Where the latest is live, as which it is as wanted, nothing goes.
  await publish(stack, place, 'staging', wrong + 1);
  const again = await stack.call(tool, { ...asked, dry_run: true });
  expect(JSON.stringify(again)).not.toContain('would go live');
});

it('puts no draft live that was saved since', async () => {
  await using stack = await openStack();
  const place = await find(stack, 'page', 'Home');
  const wrong = await save(stack, place, { title: 'Wrong' });
  await publish(stack, place, 'staging', wrong);
  await save(stack, place, { tags: ['draft'] });
  await stack.call(tool, { rows: [{ ...place, undo: [wrong] }], publish: true });
  expect(await read(stack, place)).toMatchObject({ title: 'Home', tags: ['draft'] });
  expect(await listLive(stack, place)).toMatchObject({ staging: wrong - 1 });
});

it('says where more is live than what is taken back', async () => {
  await using stack = await openStack();
  const place = await find(stack, 'page', 'Home');
  const wrong = await save(stack, place, { title: 'Wrong' });
  const later = await save(stack, place, { tags: ['later'] });
  await publish(stack, place, 'staging', later);
  await save(stack, place, { tags: ['draft'] });
  const answer = await stack.call(tool, { rows: [{ ...place, undo: [wrong] }], publish: true });
  expect(JSON.stringify(answer.notes)).toContain(`not published in staging: v${later} is live`);
  expect(await listLive(stack, place)).toMatchObject({ staging: later });
});

it.each([
  ['a refusal under a good status', 200, { error_code: 141, error_message: 'No.' }, 'was not published: No.'],
  ['what shows nothing', 200, {}, 'is queued is not known (status 200)'],
  ['a gateway that gave up', 408, { message: 'Timeout' }, 'is queued is not known (status 408)'],
])('does not take %s for a publish', async (_, status, body, told) => {
  await using stack = await openStack();
  const place = await find(stack, 'page', 'Home');
  const wrong = await save(stack, place, { title: 'Wrong' });
  await publish(stack, place, 'staging', wrong);
  stack.sandbox.fault({ method: 'POST', path: '*/publish', answer: { status, body } });
  const answer = await stack.call(tool, { rows: [{ ...place, undo: [wrong] }], publish: true });
  expect(JSON.stringify(answer.notes)).toContain(told);
  expect(await listLive(stack, place)).toMatchObject({ staging: wrong });
});

it('publishes nothing unless it is asked to, nor where nothing of it is live, nor in a rehearsal', async () => {
  await using stack = await openStack();
  const place = await find(stack, 'page', 'Home');
  const before = await listLive(stack, place);
  const wrong = await save(stack, place, { title: 'Wrong' });
  const rows = [{ ...place, undo: [wrong] }];
  const dry = await stack.call(tool, { rows, publish: true, dry_run: true });
  expect(JSON.stringify(dry)).not.toContain('would go live');
  await publish(stack, place, 'staging', wrong);
  const live = await stack.call(tool, { rows, publish: true, dry_run: true });
  expect(JSON.stringify(live.notes)).toContain('would go live in staging');
  await stack.call(tool, { rows });
  expect(await listLive(stack, place)).toEqual({ ...before, staging: wrong });
});
