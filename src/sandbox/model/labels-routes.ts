// Routes under /labels: names in a tree that content types can be found by.
import { type Call, type Module, tell } from '../http/call.ts';
import { sortNewest } from '../http/find.ts';
import { missObject, refuseRequest } from '../http/replies.ts';
import { markBranch, takeBody, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import type { Label } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import { dropLabel, labelTypes, readLabel } from './labels.ts';

function findLabel(call: Call): Label {
  const found = pick(call.branch.labels, takeParam(call, 'label'));
  if (!found) throw missObject('label', 'uid', call.choices.notFoundStatus.labels);
  return found;
}

/** Puts the label where it belongs, tells of it, and answers with it. */
function save(call: Call, label: Label, event: 'create' | 'update', more: Json = {}): Json {
  call.branch.labels[label.uid] = label;
  labelTypes(call.branch);
  tell(call, { module: 'label', event, metadata: { uid: label.uid, title: label.name }, data: { label } });
  return { notice: `Label ${event}d successfully.`, label: markBranch(call, { ...label, ...more }) };
}

const list = (call: Call): Json => answerList(call, 'labels', sortNewest(Object.values(call.branch.labels)));

function get(call: Call): Json {
  const label = markBranch(call, findLabel(call));
  return { label: call.choices.singleLabel === 'list' ? [label] : label };
}

function create(call: Call): Json {
  const fields = readLabel(call, takeBody(call, 'label'), 'creation');
  const label: Label = {
    name: '',
    parent: [],
    content_types: [],
    ...fields,
    uid: call.newUid(),
    created_by: call.stamp.by,
    updated_by: call.stamp.by,
    created_at: call.stamp.at,
    updated_at: call.stamp.at,
    ACL: {},
    _version: 1,
  };
  return save(call, label, 'create');
}

function update(call: Call): Json {
  const held = findLabel(call);
  const fields = readLabel(call, takeBody(call, 'label'), 'update', held.uid);
  const stamped = { updated_by: call.stamp.by, updated_at: call.stamp.at, _version: Number(held._version) + 1 };
  return save(call, { ...held, ...fields, ...stamped }, 'update', { tags: [], isLabel: true });
}

function remove(call: Call): Json {
  const { uid, name } = findLabel(call);
  const isParent = Object.values(call.branch.labels).some(({ parent }) => parent.includes(uid));
  if (isParent && call.choices.labelsBelowDeleted === 'refuse') {
    throw refuseRequest('The label has labels below it.', { uid: ['is a parent.'] });
  }
  dropLabel(call, uid);
  labelTypes(call.branch);
  tell(call, { module: 'label', event: 'delete', metadata: { uid, title: name } });
  return { notice: 'Label deleted successfully.' };
}

export const labels: Module = {
  name: 'labels',
  reach: 'branch',
  routes: [
    { method: 'GET', path: '/labels', answer: list },
    { method: 'POST', path: '/labels', status: 201, answer: create },
    { method: 'GET', path: '/labels/:label', answer: get },
    { method: 'PUT', path: '/labels/:label', answer: update },
    { method: 'DELETE', path: '/labels/:label', answer: remove },
  ],
};
