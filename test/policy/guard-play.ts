// Plays drawn calls of all tools on a stack under an example policy, and judges by the stack's state what came of them.
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { readPolicy } from '../../src/policy/policy.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { seed as demo } from '../chaos/arguments.ts';
import type { Json, Options } from '../harness.ts';
import { openStack, type Stack } from '../tasks/sandbox.ts';
import { isWrite, makePerson } from './guard.ts';
import { type Draw, drawCall, offLimits, toWeighted } from './guard-draws.ts';
import { type Happened, look, type Seen, tellApart } from './guard-oracle.ts';

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

export const ways: Record<string, (judged: Judged) => unknown[]> = {
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

export type Client = 'cannot be asked' | 'no' | 'at once' | 'yes';

/** What takes many things at once, where it is about how many. */
const heavy = [
  ...['bulk_publish', 'bulk_unpublish', 'bulk_delete', 'bulk_add_to_release', 'add_release_items'],
  ...['bulk_edit', 'restore_entries', 'plan_publish', 'delete_content_type'],
];

/** After so many calls most of what there was is gone, and all begins anew. */
const round = 20;

export interface Played {
  faults: unknown[];
  /** Refused by the rule's name. */
  refused: number;
  written: number;
  asked: number;
}

export interface Playing {
  policy: string;
  client: Client;
  settings: Options['settings'];
  /** Without, the same calls show what the policy is there for. */
  isRuled: boolean;
  calls: number;
  draw: Draw;
}

export async function play({ policy, client, settings, isRuled, calls, draw }: Playing): Promise<Played> {
  const file = `docs/policies/${policy}.json`;
  const [rule] = readPolicy(readFileSync(file, 'utf8'), file).rules;
  const person = client === 'cannot be asked' ? undefined : makePerson(client);
  const asked = person?.asked ?? [];
  await using stack = await openStack({
    ...{ seed: demo, ...person?.options },
    settings: { MODULES: 'all', ...settings, ...(isRuled ? { POLICY: file } : {}) },
  });
  const listed = new Set(await stack.list());
  const isAboutMany = policy === 'at-most-20-items';
  const all = await listAll(stack);
  const many = isAboutMany
    ? heavy.flatMap(name => (all.includes(name) ? Array.from({ length: 40 }, () => name) : []))
    : [];
  const tools = [...toWeighted(all), ...many];
  const played: Played = { faults: [], refused: 0, written: 0, asked: 0 };
  await prepare(stack);
  let before = look(stack.sandbox.state);
  for (let run = 1; run <= calls && (isRuled || played.faults.length === 0); run += 1) {
    const tool = draw.pick(tools);
    const given = drawCall(tool, stack.sandbox, draw, isAboutMany ? 0.8 : 0.25);
    asked.splice(0);
    stack.sandbox.requests.splice(0);
    const begun = Date.now();
    const told = await call(stack, listed, tool, given);
    const isAgreed = asked.length > 0 && person?.mayHaveRead(begun) === true;
    const requests = stack.sandbox.requests.filter(isWrite);
    await settle(stack);
    const after = look(stack.sandbox.state);
    const happened = tellApart(before, after);
    const production = Object.entries(before.environments).find(([, name]) => name === 'production')?.[0] ?? 'none';
    const found = ways[policy]?.({ happened, requests, production, before, isAgreed }) ?? ['no way to judge it'];
    if (found.length > 0) played.faults.push({ tool, given, told: told.slice(0, 500), found });
    // Within an answer its quotes are escaped.
    if (told.replaceAll('\\', '').includes(`"${rule?.name}"`)) played.refused += 1;
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
