// Whatever is sent to whatever tool, nothing that an example policy forbids leaves or happens: judged by the stack's state, and not by the policy's own judge.
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { readPolicy } from '../../src/policy/policy.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { seed as demo } from '../chaos/arguments.ts';
import { seed } from '../draws.ts';
import type { Json, Options } from '../harness.ts';
import { openStack, type Stack } from '../tasks/sandbox.ts';
import { isWrite, makePerson } from './guard.ts';
import { type Draw, drawCall, makeDraw, offLimits, toWeighted } from './guard-draws.ts';
import { type Happened, look, type Seen, tellApart } from './guard-oracle.ts';

/** So many calls over all policies and clients. */
const runs = Number(process.env.POLICY_RUNS ?? 500);

type Request = Sandbox['requests'][number];

interface Judged {
  happened: Happened;
  requests: readonly Request[];
  production: string;
  before: Seen;
  isAgreed: boolean;
}

/** Made, imported or changed; to send again what was sent before opens nothing. */
const isOpening =
  /^(POST \S*\/(webhooks|extensions)|(POST|PUT) \S*\/webhooks\/\S*import|PUT \S*\/(webhooks|extensions)\/\S+)$/;

const goesOut = /\/(publish|unpublish|deploy)$/;

const ways: Record<string, (judged: Judged) => unknown[]> = {
  'never-production': toProduction,
  'releases-only': toProduction,
  'at-most-20-items': ({ happened: { count, changed } }) => (count > 20 ? [count, ...changed] : []),
  'types-off-limits': ({ happened, requests, before }) => {
    const uids = [...before.things].flatMap(([key, { type = '' }]) =>
      offLimits.includes(type) ? [key.split(' ')[2]] : [],
    );
    return [
      ...[...happened.changed, ...happened.shown].filter(({ type }) => offLimits.includes(type)),
      ...happened.waiting.filter(text => uids.some(uid => text.includes(uid ?? ''))),
      ...requests.filter(({ path }) => /\/content_types\/(site_settings|navigation)(\/|$)/.test(path)),
    ];
  },
  'a-person-for-every-way-out': ({ happened: { shown, waiting, opened }, requests, isAgreed }) =>
    isAgreed
      ? []
      : [
          ...[...shown, ...opened],
          ...waiting.filter(text => /"(un)?publish"|deploy/.test(text)),
          ...requests.filter(({ path, method }) => goesOut.test(path) || isOpening.test(`${method} ${path}`)),
        ],
};

function toProduction({ happened: { shown, waiting, renamed }, requests, production }: Judged): unknown[] {
  return [
    ...shown.filter(({ environment }) => environment === production),
    ...waiting.filter(text => text.includes(production) || /"production"/.test(text)),
    ...renamed.filter(name => name === 'production'),
    ...requests.filter(
      ({ path, body }) => goesOut.test(path) && /"production"|"Production"|"PRODUCTION"/.test(JSON.stringify(body)),
    ),
    ...requests.filter(({ path, body }) => goesOut.test(path) && JSON.stringify(body).includes(production)),
  ];
}

type Client = 'cannot be asked' | 'no' | 'at once' | 'yes';

const cases: [policy: string, client: Client, settings: Options['settings']][] = [
  ['never-production', 'cannot be asked', {}],
  ['never-production', 'at once', { CONFIRM: 'never', BRANCH: 'development' }],
  ['never-production', 'at once', { SURFACE: 'tasks' }],
  ['never-production', 'cannot be asked', { LIVE_SCHEMA: 'false', TOKEN_SCOPE: 'read-write' }],
  ['releases-only', 'cannot be asked', { CONFIRM: 'never' }],
  ['types-off-limits', 'cannot be asked', {}],
  ['types-off-limits', 'at once', { BRANCH: 'live' }],
  ['at-most-20-items', 'cannot be asked', { CONFIRM: 'never' }],
  ['a-person-for-every-way-out', 'cannot be asked', { CONFIRM: 'never' }],
  ['a-person-for-every-way-out', 'at once', {}],
  ['a-person-for-every-way-out', 'no', { CONFIRM: 'never' }],
  ['a-person-for-every-way-out', 'yes', {}],
];

/** After so many calls most of what there was is gone, and all begins anew. */
const round = 20;

interface Played {
  faults: unknown[];
  /** Refused by the rule's name. */
  refused: number;
  written: number;
  asked: number;
}

interface Playing {
  policy: string;
  client: Client;
  settings: Options['settings'];
  /** Without, the same calls show what the policy is there for. */
  isRuled: boolean;
  calls: number;
  draw: Draw;
}

async function play({ policy, client, settings, isRuled, calls, draw }: Playing): Promise<Played> {
  const file = `docs/policies/${policy}.json`;
  const [rule] = readPolicy(readFileSync(file, 'utf8'), file).rules;
  const person = client === 'cannot be asked' ? undefined : makePerson(client);
  const asked = person?.asked ?? [];
  await using stack = await openStack({
    ...{ seed: demo, ...person?.options },
    settings: { MODULES: 'all', ...settings, ...(isRuled ? { POLICY: file } : {}) },
  });
  const listed = new Set(await stack.list());
  const tools = toWeighted(await listAll(stack));
  const played: Played = { faults: [], refused: 0, written: 0, asked: 0 };
  await prepare(stack);
  let before = look(stack.sandbox.state);
  for (let run = 1; run <= calls && (isRuled || played.faults.length === 0); run += 1) {
    const tool = draw.pick(tools);
    const given = drawCall(tool, stack.sandbox, draw);
    asked.splice(0);
    stack.sandbox.requests.splice(0);
    const told = await call(stack, listed, tool, given);
    const isAgreed = asked.length > 0 && person?.mayHaveRead() === true;
    const requests = stack.sandbox.requests.filter(isWrite);
    await settle(stack);
    const after = look(stack.sandbox.state);
    const happened = tellApart(before, after);
    const production = Object.entries(before.environments).find(([, name]) => name === 'production')?.[0] ?? 'none';
    const found = ways[policy]?.({ happened, requests, production, before, isAgreed }) ?? ['no way to judge it'];
    if (found.length > 0) played.faults.push({ tool, given, told: told.slice(0, 500), found });
    if (told.includes(`"${rule?.name}"`)) played.refused += 1;
    if (requests.some(({ applied }) => applied)) played.written += 1;
    played.asked += asked.length;
    before = after;
    if (run % round > 0) continue;
    await stack.sandbox.reset();
    await prepare(stack);
    before = look(stack.sandbox.state);
  }
  return played;
}

const timeout = Math.max(120_000, runs * 300);

it.each(cases)(
  '%s holds against all tools with a client that answers: %s %j',
  async (policy, client, settings) => {
    const place = cases.findIndex(each => each[0] === policy && each[1] === client && each[2] === settings);
    const calls = Math.ceil(runs / cases.length);
    const played = await play({ policy, client, settings, isRuled: true, calls, draw: makeDraw(seed + place) });
    expect(played.faults).toEqual([]);
    // Something was tried that it forbids, and it does not forbid all.
    expect(played.refused + played.asked).toBeGreaterThan(0);
    expect(played.written).toBeGreaterThan(0);
  },
  timeout,
);

it.each(Object.keys(ways))(
  'without %s the same calls soon do what it forbids',
  async policy => {
    const draw = makeDraw(seed);
    const played = await play({ policy, client: 'cannot be asked', settings: {}, isRuled: false, calls: 200, draw });
    expect(played.faults).toHaveLength(1);
  },
  timeout,
);

/** What is not listed can be called all the same. */
async function listAll(stack: Stack): Promise<string[]> {
  const { access } = await stack.stack.ready();
  return [...access.tasks.kept.map(({ task }) => task.name), ...access.kept.map(({ name }) => name)];
}

/** A colleague has put into the open release what the policies are about. */
async function prepare(stack: Stack): Promise<void> {
  const { branches } = stack.sandbox.state;
  const [release] = Object.values(branches.main?.releases ?? {}).filter(({ locked }) => !locked);
  const items = offLimits.flatMap(type =>
    Object.keys(branches.main?.entries[type] ?? {})
      .slice(0, 1)
      .map(uid => ({ uid, content_type_uid: type, locale: 'en-us', action: 'publish' })),
  );
  await stack.send('POST', `/releases/${release?.uid}/items`, { items });
}

/** As far as it goes: a plan is carried out, and where it takes two calls it is called twice. */
async function call(stack: Stack, listed: ReadonlySet<string>, tool: string, given: Json): Promise<string> {
  const ask = async (name: string, args: Json): Promise<string> => {
    const run = listed.has(name)
      ? stack.call(name, args)
      : stack
          .call('run_write', { operation: name, arguments: args })
          .catch(error =>
            /only reads/.test(String(error)) ? stack.call('run_read', { operation: name, arguments: args }) : error,
          );
    return run.then(
      answer => (answer instanceof Error ? answer.message : JSON.stringify(answer)),
      (error: Error) => error.message,
    );
  };
  const first = await ask(tool, given);
  const next = first.startsWith('{') ? (JSON.parse(first) as { next?: Json }).next : undefined;
  if (typeof next?.code !== 'string') return first;
  const name = tool === 'plan_publish' ? 'publish_plan' : tool;
  return `${first}\n${await ask(name, { ...given, ...next })}`;
}

/** Work of the sandbox that takes its time is done, except what is scheduled. */
async function settle({ sandbox, send }: Stack): Promise<void> {
  const isSoon = ({ at }: { at: string }): boolean => Date.parse(at) < Date.now() + 5_000;
  for (let tries = 0; tries < 100 && sandbox.state.due.some(isSoon); tries += 1) {
    await wait(15);
    await send('GET', '/environments').catch(() => {});
  }
}
