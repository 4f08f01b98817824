// Turns a seed into a state, through the same checks as writes over HTTP, so that a wrong seed names what is wrong.

import { logEvents } from '../../audit-log/log.ts';
import { assignAlias } from '../../branches/alias.ts';
import { createEntry, updateEntry } from '../../entries/write.ts';
import { createEnvironment } from '../../environments/routes.ts';
import type { Call, Served } from '../../http/call.ts';
import { atOnce } from '../../http/due.ts';
import { findContentType } from '../../http/find.ts';
import { CmaError, writeErrorBody } from '../../http/replies.ts';
import { createLocale } from '../../languages/routes.ts';
import { createContentType } from '../../model/content-type-write.ts';
import { createGlobalField } from '../../model/global-field-write.ts';
import { addPeople } from '../../people/people.ts';
import { findRecord, moveEntry, takeLatest } from '../../records/store.ts';
import { copyBranch, makeBranch, makeState } from '../../state/blank.ts';
import { type Choices, likeliest } from '../../state/choices.ts';
import { deriveUid, deriveUuid, makeUid, makeUuid, type Stamp, tellTime } from '../../state/clock.ts';
import { copyJson } from '../../state/copy.ts';
import { isObject } from '../../state/json.ts';
import type { Branch, State } from '../../state/state.ts';
import { wiring } from '../../wiring/index.ts';
import type { Seed, SeedEntry, SeedRequest } from '../form/format.ts';
import { addSeedFiles } from './files.ts';
import { logPublication, logSave, replayExecution, sortLogs } from './history.ts';
import { findDangling } from './links.ts';

/** A seed is held to its format, whatever is chosen for requests: later saves keep the rest, and slips are refused. */
const choices: Choices = {
  ...likeliest,
  unknownFields: 'refuse',
  firstInOtherLanguage: 'alone',
  firstStageByRequest: 'set',
  nestedGlobalFields: 'always',
};

export function buildState(seed: Seed): State {
  const { stack, branches } = seed;
  const state = makeState(stack, structuredClone(seed.tokens));
  const start = seed.entries.map(entry => entry.saves[0]?.at ?? '').sort()[0] || tellTime();
  const founder = { at: start, by: deriveUid(stack.name) };
  const main = makeBranch('main', '', founder);
  state.branches.main = main;
  addPeople(state, seed.users ?? [], founder);
  const call: MakeCall = (branch, stamp) => makeCall(state, branch, stamp);
  const isLogged = seed.history === true;

  for (const { uid, ...environment } of structuredClone(seed.environments)) {
    name(`environment ${environment.name}`, () => createEnvironment(call(main, founder), environment, uid));
  }
  for (const locale of seed.locales) createLocale(call(main, founder), structuredClone(locale));
  for (const field of structuredClone(seed.global_fields ?? [])) {
    name(`global field ${field.uid}`, () => createGlobalField(call(main, founder), field, 'creation'));
  }
  addSeedFiles(state, main, seed);
  const coming = seed.content_types.map(({ uid }) => uid);
  for (const type of structuredClone(seed.content_types)) {
    name(`content type ${type.uid}`, () => createContentType(call(main, founder), type, 'creation', coming));
  }
  addEntries(main, seed.entries, call, isLogged);
  for (const { uid, deleted, by } of seed.assets) {
    if (deleted) name(`asset ${uid}`, () => sendRequest(state, { request: `DELETE /assets/${uid}`, at: deleted, by }));
  }
  for (const { uid, source, at = founder.at, by = founder.by } of branches.filter(branch => branch.uid !== 'main')) {
    const from = state.branches[source];
    if (!from) throw new Error(`branch ${uid}: there is no branch '${source}'`);
    state.branches[uid] = copyBranch(from, uid, { at, by });
    for (const change of seed.changes ?? []) {
      if (change.branch === uid) addEntries(state.branches[uid], change.entries, call, isLogged);
    }
  }
  // What the main branch got after the others had been made; it may be much, and nobody is told of it.
  for (const change of seed.changes ?? []) {
    if (change.branch === 'main') addEntries(main, change.entries, call, false);
  }
  for (const { alias, target, at = founder.at, by = founder.by } of seed.aliases ?? []) {
    name(`alias ${alias}`, () => assignAlias(call(main, { at, by }), alias, target));
  }
  for (const request of seed.requests ?? []) {
    name(request.request, () => sendRequest(state, request));
  }
  for (const execution of seed.executions ?? []) name(execution.uid, () => replayExecution(state, execution));
  if (isLogged) sortLogs(state);
  return state;
}

type MakeCall = (branch: Branch, stamp: Stamp) => Call;

/** All the saves first, as entries may publish and refer in any order. */
function addEntries(branch: Branch, entries: SeedEntry[], call: MakeCall, isLogged: boolean): void {
  for (const entry of entries) name(`entry ${entry.uid}`, () => saveEntry(branch, entry, call, isLogged));
  for (const entry of entries) name(`entry ${entry.uid}`, () => publish(branch, entry, call, isLogged));
  for (const entry of entries) name(`entry ${entry.uid}`, () => discard(call, branch, entry));
  const dangling = findDangling(branch, entries);
  if (dangling) throw new Error(dangling);
}

function saveEntry(branch: Branch, entry: SeedEntry, call: MakeCall, isLogged: boolean): void {
  for (const { locale, at, by, fields, name: versionName } of entry.saves) {
    const saving = call(branch, { at, by });
    const type = findContentType(saving, entry.content_type);
    const held = findRecord(branch, entry.content_type, entry.uid);
    if (!branch.locales[locale]) throw new Error(`there is no language '${locale}'`);
    if (!held && locale !== saving.state.master_locale)
      throw new Error('the first save must be in the master language');
    const given = copyJson(fields);
    const isLocalized = held !== undefined && updateEntry(saving, type, held, given, locale).isLocalized;
    const record = held ?? createEntry(saving, type, given, locale, entry.uid);
    const version = takeLatest(record, locale);
    if (version && versionName !== undefined) version._version_name = versionName;
    const event = !held ? 'create' : isLocalized ? 'localize' : 'update';
    if (isLogged) logSave(saving, { type, record, locale, event, fields });
  }
}

function publish(branch: Branch, entry: SeedEntry, call: MakeCall, isLogged: boolean): void {
  for (const { environment, locale, at, version } of entry.published ?? []) {
    const by = entry.saves.at(-1)?.by ?? '';
    const publishing = call(branch, { at, by });
    const place = Object.values(publishing.state.environments).find(known => known.name === environment);
    const record = findRecord(branch, entry.content_type, entry.uid);
    if (!place) throw new Error(`there is no environment '${environment}'`);
    if (!branch.locales[locale]) throw new Error(`there is no language '${locale}'`);
    if (!record) throw new Error('it has no saves');
    const order = { action: 'publish', environment: place.uid, locale } as const;
    moveEntry(publishing, record, version === undefined ? order : { ...order, version });
    const type = findContentType(publishing, entry.content_type);
    const detail = record.published.at(-1);
    if (isLogged && detail) logPublication(publishing, type, record, detail);
  }
}

/** By a request, so that the audit log tells who did it, and when. */
function discard(call: MakeCall, branch: Branch, { content_type, uid, deleted, saves }: SeedEntry): void {
  if (deleted === undefined) return;
  const stamp = { at: deleted, by: saves.at(-1)?.by ?? '' };
  const request = `DELETE /content_types/${content_type}/entries/${uid}?delete_all_localized=true`;
  sendRequest(call(branch, stamp).state, { request, branch: branch.uid, ...stamp });
}

/** Says which object of the seed an error is about, and all that the checks found. */
function name(what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const told = error instanceof CmaError ? JSON.stringify(writeErrorBody(error)) : (error as Error).message;
    throw new Error(`${what}: ${told}`);
  }
}

const makeCall = (state: State, branch: Branch, stamp: Stamp, asked: Partial<Call> = {}): Call => ({
  state,
  branch,
  choices,
  carriers: wiring.carriers,
  works: wiring.works,
  pace: atOnce,
  stamp,
  origin: '',
  newUid: makeUid,
  newUuid: makeUuid,
  params: {},
  query: new URLSearchParams(),
  header: () => undefined,
  body: undefined,
  form: [],
  background: () => {},
  told: [],
  ...asked,
});

/** Hands a request of the seed to its route. Whoever seeds a stack is not held to a token's rights. */
function sendRequest(state: State, { request, uid, body, headers = {}, at, by, branch = 'main' }: SeedRequest): void {
  const [method = '', target = ''] = request.split(' ');
  const [path = '', query = ''] = target.split('?');
  const found = findRoute(method, path);
  const on = state.branches[branch];
  if (!found) throw new Error('there is no such request');
  if (!on) throw new Error(`there is no branch '${branch}'`);
  let [made, queued] = [0, 0];
  const derive = (count: number) => `${request} ${JSON.stringify(body)} ${count}`;
  const call = makeCall(
    state,
    on,
    { at, by },
    {
      // The first uid that is asked for is that of the object that is made.
      newUid: () => (made++ === 0 && uid !== undefined ? uid : deriveUid(derive(made))),
      newUuid: () => deriveUuid(`${at} ${derive(queued++)}`),
      params: found.params,
      query: new URLSearchParams(query),
      header: name => headers[name],
      body: structuredClone(body),
    },
  );
  const response = wiring.handle(call, found);
  logEvents(call, { request: body ?? {}, response: isObject(response) ? structuredClone(response) : {} });
}

function findRoute(method: string, path: string): (Served & { params: Record<string, string> }) | undefined {
  const steps = path.split('/');
  for (const served of wiring.modules.flatMap(module => module.routes.map(route => ({ module, route })))) {
    const { route } = served;
    const pattern = route.path.split('/');
    const fits = (step: string, index: number): boolean => step.startsWith(':') || step === steps[index];
    if (route.method !== method || pattern.length !== steps.length || !pattern.every(fits)) continue;
    const named = pattern.flatMap((step, index) => (step.startsWith(':') ? [[step.slice(1), steps[index] ?? '']] : []));
    return { ...served, params: Object.fromEntries(named) };
  }
  return undefined;
}
