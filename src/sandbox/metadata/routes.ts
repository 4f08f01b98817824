// Routes under /metadata: what extensions keep with entries and assets.

import type { Call, Module } from '../http/call.ts';
import { isNamed, listBranches } from '../http/find.ts';
import { markBranch, takeAll, takeBody, takeFlag, takeParam } from '../http/take.ts';
import { placeOrder } from '../publishing/orders.ts';
import { readPublication } from '../publishing/publication.ts';
import { answerList } from '../query/query.ts';
import type { Metadata } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { leaveOut, pick } from '../state/json.ts';
import type { Branch } from '../state/state.ts';
import { createMetadata, findMetadata, findTitle, listMetadata, tellMetadata, updateMetadata } from './metadata.ts';

const show = (call: Call, metadata: Metadata): Json =>
  takeFlag(call, 'include_publish_details') ? metadata : leaveOut(metadata, ['publish_details']);

/** The branches a list goes through: the one asked for, or all that the token may read. */
function listAsked(call: Call): Branch[] {
  if (!takeFlag(call, 'include_multi_branch')) return [call.branch];
  const { token, state } = call;
  const names = token?.branches;
  return listBranches(state).filter(({ uid }) => !names || isNamed(state, names, uid));
}

/** Titles of what `include_title[]` names. */
function readTitles(call: Call, branch: Branch, metadata: Metadata): Json {
  const asked = takeAll(call, 'include_title');
  const titles: Json = {
    stack: call.state.name,
    entity: findTitle(call, branch, metadata),
    content_type: pick(branch.content_types, metadata._content_type_uid)?.current.title,
  };
  const told = Object.entries(titles).filter(([name, title]) => asked.includes(name) && title !== undefined);
  return told.length > 0 ? { _metadata: { title: Object.fromEntries(told) } } : {};
}

function list(call: Call): Json {
  const all = listAsked(call).flatMap(branch => listMetadata(call, branch).map(metadata => ({ branch, metadata })));
  const shown: Branch[] = [];
  const answer = answerList(call, 'metadata', all, {
    look: () => item => item.metadata,
    changed: ({ metadata }) => metadata.updated_at,
    finish({ branch, metadata }) {
      shown.push(branch);
      return { ...show(call, metadata), ...readTitles(call, branch, metadata) };
    },
  });
  if (!takeFlag(call, 'include_branch') || !Array.isArray(answer.metadata)) return answer;
  // The list's own mark names the branch of the request.
  return { ...answer, metadata: answer.metadata.map((item, index) => ({ ...item, _branch: shown[index]?.uid })) };
}

function get(call: Call): Json {
  const metadata = findMetadata(call, takeParam(call, 'metadata'));
  const is_published = metadata.publish_details.length > 0;
  return { metadata: markBranch(call, { ...show(call, metadata), is_published }) };
}

function create(call: Call): Json {
  const metadata = createMetadata(call, takeBody(call, 'metadata'));
  tellMetadata(call, 'create', metadata);
  return { notice: 'Metadata created successfully.', metadata: show(call, metadata) };
}

function update(call: Call): Json {
  const held = findMetadata(call, takeParam(call, 'metadata'));
  const metadata = updateMetadata(call, held, takeBody(call, 'metadata'));
  tellMetadata(call, 'update', metadata);
  return { notice: 'Metadata updated successfully.', metadata: show(call, metadata) };
}

function remove(call: Call): Json {
  const metadata = findMetadata(call, takeParam(call, 'metadata'));
  delete call.branch.metadata[metadata.uid];
  tellMetadata(call, 'delete', metadata);
  return markBranch(call, { notice: 'Metadata deleted successfully.' });
}

const change =
  (action: 'publish' | 'unpublish') =>
  (call: Call): Json => {
    const { uid } = findMetadata(call, takeParam(call, 'metadata'));
    const { environments, locales, at } = readPublication(call, 'metadata');
    const when = at === undefined ? {} : { at };
    for (const environment of environments) {
      for (const locale of locales) placeOrder(call, { kind: 'metadata', uid, action, environment, locale, ...when });
    }
    const metadata = takeFlag(call, 'include_publish_details') ? { metadata: findMetadata(call, uid) } : {};
    return { notice: `Metadata sent for ${action}ing.`, ...metadata };
  };

const base = '/metadata';

export const metadata: Module = {
  name: 'metadata',
  reach: 'branch',
  routes: [
    { method: 'GET', path: base, answer: list },
    { method: 'GET', path: `${base}/`, answer: list },
    { method: 'POST', path: base, status: 201, answer: create },
    { method: 'GET', path: `${base}/:metadata`, answer: get },
    { method: 'PUT', path: `${base}/:metadata`, answer: update },
    { method: 'DELETE', path: `${base}/:metadata`, answer: remove },
    { method: 'POST', path: `${base}/:metadata/publish`, answer: change('publish') },
    { method: 'POST', path: `${base}/:metadata/unpublish`, answer: change('unpublish') },
  ],
};
