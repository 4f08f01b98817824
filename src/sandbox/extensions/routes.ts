// Routes under /extensions: custom fields, widgets, dashboard widgets, rich text plugins and asset sidebar extensions.
import { type Call, type Module, tell } from '../http/call.ts';
import { sortNewest } from '../http/find.ts';
import { CmaError } from '../http/replies.ts';
import { markBranch, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import type { Extension } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import { createExtension, updateExtension } from './write.ts';

/** A read has the ACL as an empty list, an answer to a write as an empty object. */
const show = (extension: Extension): Json => ({ ...extension, ACL: [] });

function findExtension(call: Call): Extension {
  const found = pick(call.branch.extensions, takeParam(call, 'extension'));
  if (found) return found;
  const errors = { uid: ['is not valid.'] };
  throw new CmaError(call.choices.missingExtension, 347, 'The extension was not found. Please try again.', errors);
}

const tellOf = (call: Call, event: 'create' | 'update' | 'delete', { uid, title, type }: Extension): void =>
  tell(call, { module: 'extension', event, metadata: { uid, title, type } });

/** `scope` asks for the widgets that a content type shows. */
function isInScope(call: Call, { type, scope }: Extension): boolean {
  const asked = call.query.get('scope');
  if (!asked) return true;
  const uids = isObject(scope) && Array.isArray(scope.content_types) ? scope.content_types : [];
  return type === 'widget' && (uids.includes('$all') || uids.includes(asked));
}

function list(call: Call): Json {
  const extensions = Object.values(call.branch.extensions).filter(each => isInScope(call, each));
  return answerList(call, 'extensions', sortNewest(extensions).map(show));
}

const get = (call: Call): Json => ({ extension: markBranch(call, show(findExtension(call))) });

function create(call: Call): Json {
  const extension = createExtension(call);
  tellOf(call, 'create', extension);
  return { notice: 'Extension created successfully.', extension: markBranch(call, extension) };
}

function update(call: Call): Json {
  const extension = updateExtension(call, findExtension(call));
  tellOf(call, 'update', extension);
  return { notice: 'Extension updated successfully.', extension: markBranch(call, extension) };
}

/** Content types keep the fields that name it. */
function remove(call: Call): Json {
  const extension = findExtension(call);
  delete call.branch.extensions[extension.uid];
  tellOf(call, 'delete', extension);
  return { notice: 'Extension deleted successfully.' };
}

export const extensions: Module = {
  name: 'extensions',
  reach: 'branch',
  routes: [
    { method: 'GET', path: '/extensions', answer: list },
    { method: 'POST', path: '/extensions', status: 201, answer: create },
    { method: 'GET', path: '/extensions/:extension', answer: get },
    { method: 'PUT', path: '/extensions/:extension', answer: update },
    { method: 'DELETE', path: '/extensions/:extension', answer: remove },
  ],
};
