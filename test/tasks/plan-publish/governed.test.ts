// The task plan_publish: what the stack's rules, its queue, its releases, the owner and the rights say of rows that could go.
import { expect, it } from 'vitest';
import type { Json } from '../../harness.ts';
import { ask, live, makeSeed, plant, readRows, refer, uid } from '../audit/stack.ts';
import { openStack, type Stack } from '../sandbox.ts';

type Planted = Parameters<typeof makeSeed>[0];

const openPlanted = (planted: Planted, options: Parameters<typeof openStack>[0] = {}) =>
  openStack({ seed: makeSeed(planted), ...options });

async function plan(opened: Stack, given: Json, names: readonly string[]): Promise<{ answer: Json; lines: string[] }> {
  const answer = await opened.call('plan_publish', given);
  const rename = (text: string): string => names.reduce((said, name) => said.replaceAll(uid(name), `<${name}>`), text);
  const lines = readRows(answer).map(row =>
    rename(`${row.uid} ${row.locale} ${row.environment} ${row.live ?? '-'} ${row.goes ?? '-'}: ${row.state}`),
  );
  return { answer, lines };
}

const glad = { mood: 'glad' };
const home = { content_type: 'note', uid: uid('home') };
const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString();

const stage = (name: string): Json => ({
  ...{ uid: uid(name), name, color: '#2196f3', next_available_stages: ['$all'], entry_lock: '$none' },
  SYS_ACL: { users: { uids: ['$all'] }, roles: { uids: [] }, others: {} },
});

const workflow = (enabled: boolean): Planted['requests'] => [
  {
    ...ask('POST /workflows', {
      workflow: {
        ...{ name: 'Review', enabled, branches: ['main'], content_types: ['note'] },
        workflow_stages: [stage('Draft'), stage('Ready')],
        admin_users: { users: [], roles: [] },
      },
    }),
    uid: uid('flow'),
  },
  ask('POST /workflows/publishing_rules', {
    publishing_rule: {
      ...{ workflow: uid('flow'), workflow_stage: uid('Ready'), actions: ['publish'], branches: ['main'] },
      ...{ content_types: ['note'], locales: ['$all'], environment: uid('production') },
      approvers: { users: ['blt00000000000000e1'], roles: [] },
    },
  }),
];

it('holds rows against the publish rules of their environment, and tells of an approval that nobody can read', async () => {
  await using opened = await openPlanted({
    entries: [plant('note', 'home', glad), plant('note', 'side', glad)],
    requests: [
      ...(workflow(true) ?? []),
      ...['home', 'side'].map((name, index) =>
        ask(`POST /content_types/note/entries/${uid(name)}/workflow`, {
          workflow: { workflow_stage: { uid: uid(index === 0 ? 'Draft' : 'Ready') } },
        }),
      ),
    ],
  });
  const given = { entries: [home, { ...home, uid: uid('side') }], environments: ['production', 'staging'] };
  const { lines } = await plan(opened, given, ['home', 'side']);
  const approval =
    'a publish rule wants an approval: whether it was given cannot be read, and without it this is refused';
  expect(lines).toEqual([
    `<side> en-us production - v1: goes; ${approval}`,
    '<home> en-us staging - v1: goes',
    '<side> en-us staging - v1: goes',
    `<home> en-us production - v1: wrong: a publish rule wants the workflow stage "Ready", and it is in "Draft". Also: ${approval}`,
  ]);
  await expect(
    opened.send('POST', `/content_types/note/entries/${uid('home')}/publish`, {
      entry: { environments: ['production'], locales: ['en-us'] },
    }),
  ).rejects.toThrow('publish rules');
});

it('takes rules of a workflow that is off for none', async () => {
  await using opened = await openPlanted({ entries: [plant('note', 'home', glad)], requests: workflow(false) ?? [] });
  const { lines } = await plan(opened, { entries: [home], environments: ['production'] }, ['home']);
  expect(lines).toEqual(['<home> en-us production - v1: goes']);
});

it('tells what is scheduled in the same place, and that a publish does not cancel it', async () => {
  await using opened = await openPlanted({
    entries: [plant('note', 'home', { 'en-us': glad, 'fr-fr': {} })],
    requests: [ask(`PUT /content_types/note/entries/${uid('home')}`, { entry: { plain: 'x' } })],
  });
  const at = tomorrow();
  const schedule = (action: string, locale: string, more: Json = {}): Promise<Json> =>
    opened.send('POST', `/content_types/note/entries/${uid('home')}/${action}`, {
      ...{ entry: { environments: ['staging'], locales: [locale] }, locale, scheduled_at: at },
      ...more,
    });
  await schedule('publish', 'en-us', { version: 1 });
  await schedule('unpublish', 'fr-fr');
  const given = { entries: [home], environments: ['staging', 'production'], locales: ['en-us', 'fr-fr'] };
  const { lines } = await plan(opened, given, ['home']);
  const moment = at.slice(0, 16).replace('T', ' ');
  const waiting = 'scheduled, and not cancelled by this:';
  expect(lines).toEqual([
    `<home> en-us staging - v2: goes; ${waiting} publish of v1 on ${moment} UTC, an older one`,
    `<home> fr-fr staging - v1: goes; ${waiting} unpublish on ${moment} UTC`,
    '<home> en-us production - v2: goes',
    '<home> fr-fr production - v1: goes',
  ]);
});

it('leaves what is on its way there already', async () => {
  await using opened = await openPlanted({ entries: [plant('note', 'home', glad)] });
  await opened.send('POST', `/content_types/note/entries/${uid('home')}/publish`, {
    ...{ entry: { environments: ['staging'], locales: ['en-us'] }, version: 1, scheduled_at: tomorrow() },
  });
  // As when its time has come, and nothing was done about it yet.
  for (const item of opened.sandbox.state.branches.main?.publish_queue ?? []) delete item.scheduled_at;
  const { lines } = await plan(opened, { entries: [home], environments: ['staging'] }, ['home']);
  expect(lines).toEqual(['<home> en-us staging - -: as it is: v1 is on its way there']);
});

const release: Planted = {
  assets: ['pic'],
  entries: [
    plant('person', 'ann', {}),
    plant('note', 'home', { ...glad, links: refer('person', 'ann') }),
    plant('note', 'side', glad, live(['staging', 'en-us'])),
    plant('note', 'away', glad),
  ],
  requests: [
    { ...ask('POST /releases', { release: { name: 'Spring', description: '' } }), uid: uid('spring') },
    ask(`POST /releases/${uid('spring')}/items`, {
      items: [
        { uid: uid('home'), content_type_uid: 'note', locale: 'en-us', action: 'publish', version: 1 },
        { uid: uid('side'), content_type_uid: 'note', locale: 'en-us', action: 'unpublish', version: 1 },
        { uid: uid('away'), content_type_uid: 'note', locale: 'en-us', action: 'publish', version: 1 },
        { uid: uid('pic'), content_type_uid: 'built_io_upload', locale: 'en-us', action: 'publish', version: 1 },
      ],
    }),
    ask(`PUT /content_types/note/entries/${uid('home')}`, { entry: { plain: 'x' } }, 50),
    ask(`DELETE /content_types/note/entries/${uid('away')}`, undefined, 50),
  ],
};

it('tells what a release would do in an environment, loudly what it takes off, and what it lacks', async () => {
  const names = ['home', 'side', 'away', 'ann', 'pic'];
  await using opened = await openPlanted(release);
  const { answer, lines } = await plan(opened, { release: 'spring', environments: ['staging', 'production'] }, names);
  expect(answer.says).toBe(
    'release "Spring": 4 of 10 rows go: 1 entry and 1 asset, staging (en-us) and production (en-us); 1 TAKEN OFF: 1 entry, staging (en-us); 2 wrong, 2 left out, 1 as it is',
  );
  const goes = 'goes; v2 was saved since; it points at what stays unpublished: person "ann" (<ann>)';
  expect(lines).toEqual([
    `<home> en-us staging - v1: ${goes}`,
    '<side> en-us staging v1 -: TAKEN OFF',
    '<pic> en-us staging - v1: goes',
    `<home> en-us production - v1: ${goes}`,
    '<pic> en-us production - v1: goes',
    '<away> en-us staging - -: wrong: note <away> is gone',
    '<away> en-us production - -: wrong: note <away> is gone',
    '<ann> en-us staging - -: left out: not live there, and not in the release',
    '<ann> en-us production - -: left out: not live there, and not in the release',
    '<side> en-us production - -: as it is: it is not live there',
  ]);
  const byUid = await plan(opened, { release: uid('spring'), environments: ['staging'] }, names);
  expect(byUid.lines.length).toBe(5);
});

it('says of a release that it was deployed', async () => {
  await using opened = await openPlanted({
    ...release,
    requests: [
      ...(release.requests ?? []).slice(0, 2),
      ask(`POST /releases/${uid('spring')}/deploy`, { release: { environments: ['staging'] } }, 60),
    ],
  });
  const { answer } = await plan(opened, { release: 'Spring', environments: ['staging'] }, []);
  expect(answer.notes).toEqual([
    'the release is locked, as after a deployment: nothing in it can be changed',
    expect.stringMatching(/^the release was deployed before: staging \(success, /),
  ]);
});

it('names a release that is scheduled, and does not take that for deployed', async () => {
  const scheduled = { environments: ['staging'], scheduled_at: tomorrow() };
  await using opened = await openPlanted(release);
  await opened.send('POST', `/releases/${uid('spring')}/deploy`, { release: scheduled });
  const { answer } = await plan(opened, { entries: [home], environments: ['staging'] }, []);
  expect(answer.notes).toEqual([
    expect.stringMatching(/^scheduled for these environments, and not looked into: release "Spring", \d{4}-/),
  ]);
  const { answer: own } = await plan(opened, { release: 'Spring', environments: ['staging'] }, []);
  expect(own.notes).toEqual([
    'the release is locked, as after a deployment: nothing in it can be changed',
    expect.stringMatching(/^the release is scheduled for deployment already: /),
  ]);
});

it('offers a release first where an environment is protected and nobody can be asked', async () => {
  const planted = { entries: [plant('note', 'home', glad)] };
  const given = { entries: [home], environments: ['production'] };
  const settings = { PROTECTED: 'production' };
  await using alone = await openPlanted(planted, { settings });
  expect((await plan(alone, given, [])).answer.left).toBe(
    'publish_plan with the same arguments, this code (good for thirty minutes) and as_release: "<name>" puts it into a release, which a person deploys, as production is protected; without as_release it goes live at once; except leaves rows out',
  );
  await using asked = await openPlanted(planted, { settings, reply: () => ({ action: 'accept' }) });
  expect((await plan(asked, given, [])).answer.left).toContain('carries it out');
});

it('says what is forbidden here, and gives a code where a release may still take it', async () => {
  const planted = { entries: [plant('note', 'home', glad)] };
  const given = { entries: [home], environments: ['staging'] };
  await using denied = await openPlanted(planted, { settings: { TOOLS_DENY: 'publish_entry,bulk_publish' } });
  const { answer, lines } = await plan(denied, given, ['home']);
  expect(lines).toEqual(['<home> en-us staging - v1: goes; not from here: CONTENTSTACK_TOOLS_DENY names it']);
  expect(answer.says).toBe('1 of 1 row goes: 1 entry, staging (en-us); 1 of these not from here');
  expect(answer.notes).toEqual(['1 row may not be published from here: CONTENTSTACK_TOOLS_DENY names it']);
  expect(answer.left).toContain('which a person deploys, as it may go no other way');
  // One way is enough.
  await using single = await openPlanted(planted, { settings: { TOOLS_DENY: 'publish_entry', MODULES: 'all' } });
  expect((await plan(single, given, ['home'])).lines).toEqual(['<home> en-us staging - v1: goes']);
  await using reader = await openPlanted(planted, { token: 'read_only' });
  const read = await plan(reader, given, ['home']);
  expect(read.lines[0]).toMatch(/^<home> en-us staging - v1: goes; not from here: /);
  expect(read.answer).not.toHaveProperty('next');
});
