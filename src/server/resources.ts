// Resources: what a person may put into a conversation by its address, read through the same door as tools.

import type { Arguments } from '../operations/arguments.ts';
import { type Bounds, mostPreviewed } from '../operations/file.ts';
import type { Operation, RequestLine } from '../operations/operation.ts';
import { redactError, type Secrets } from '../results/redact.ts';
import { type Present, present } from '../results/show/present.ts';
import { outlineSchema } from '../results/show/schema.ts';
import { toVisibleText } from '../results/text/visible.ts';
import { listChoices } from '../stack/access.ts';
import type { Member } from '../stack/members.ts';
import type { Stack } from '../stack/stack.ts';
import { suggest } from '../stack/suggest.ts';
import { callTool } from './call.ts';
import { type Completed, onlySayable } from './completion.ts';
import { toUsed } from './confirm/agreement.ts';
import type { Consent } from './confirm/confirm.ts';
import { toTools } from './tools.ts';
import { expandUri, matchUri, type Variables } from './uri.ts';
import type { Watch } from './watching/watch.ts';

interface Variable {
  by: Completed;
  /** The argument of the operation that takes it; none for what says how the answer is shown. */
  as?: string;
}

interface Resource {
  name: string;
  title: string;
  description: string;
  /** RFC 6570. Every one begins with the branch. */
  template: string;
  /** The request it is read by: without it the resource does not exist. */
  line: RequestLine;
  variables: Readonly<Record<string, Variable>>;
  /** What is asked for besides. */
  also?: Arguments;
  mimeType: string;
  /** Other ways to show it than as JSON, by the value of `format`; the first is the usual one. */
  formats?: Readonly<Record<string, { mimeType: string; show: Present }>>;
  /** Which variable each thing of the default branch is listed by. */
  listed?: string;
  /** It is a picture, of at most so much; where there is none, or it cannot be so small, it is as good as absent. */
  fits?: Bounds;
}

const json = 'application/json';
const branch: Variable = { by: 'branches' };

/** As tools show it; what is cut says which tool has the rest. */
const showJson: Present = (operation, given, body, context) => {
  const shown = present(operation, given, body, context) as Record<string, unknown>;
  return 'cut' in shown || 'next' in shown ? { ...shown, rest: `call ${operation.name}` } : shown;
};

const formats = {
  markdown: { mimeType: 'text/markdown', show: outlineSchema },
  json: { mimeType: json, show: showJson },
};

export const resources: readonly Resource[] = [
  {
    name: 'content-types',
    title: 'Content types',
    description: 'All content types of a branch.',
    template: 'contentstack://{branch}/content-types',
    line: 'GET /content_types',
    variables: { branch },
    also: { limit: 100, include_count: true },
    mimeType: json,
  },
  {
    name: 'content-type',
    title: 'Content type',
    description: 'Its fields as an outline, or with format=json in full.',
    template: 'contentstack://{branch}/content-types/{uid}{?format}',
    line: 'GET /content_types/{content_type_uid}',
    variables: { branch, uid: { by: 'content_types', as: 'content_type_uid' }, format: { by: Object.keys(formats) } },
    also: { include_global_field_schema: true },
    mimeType: 'text/markdown',
    formats,
    listed: 'uid',
  },
  {
    name: 'entry',
    title: 'Entry',
    description: 'An entry as last saved, in the master language or another.',
    template: 'contentstack://{branch}/entries/{content_type}/{uid}{?locale}',
    line: 'GET /content_types/{content_type_uid}/entries/{entry_uid}',
    variables: {
      branch,
      content_type: { by: 'content_types', as: 'content_type_uid' },
      uid: { by: 'entries', as: 'entry_uid' },
      locale: { by: 'locales', as: 'locale' },
    },
    mimeType: json,
  },
  {
    name: 'asset',
    title: 'Asset',
    description: 'What is known of a file, with its address.',
    template: 'contentstack://{branch}/assets/{uid}',
    line: 'GET /assets/{asset_uid}',
    variables: { branch, uid: { by: 'assets', as: 'asset_uid' } },
    mimeType: json,
  },
  {
    name: 'asset-preview',
    title: 'Preview of an asset',
    description: 'The picture, of at most 64 KB.',
    template: 'contentstack://{branch}/assets/{uid}/preview',
    line: 'GET /assets/{api_key}/{asset_uid}/{slug}',
    variables: { branch, uid: { by: 'assets', as: 'asset_uid' } },
    mimeType: 'image/*',
    fits: mostPreviewed,
  },
];

const toOperation = ({ access }: Stack, line: RequestLine): Operation | undefined =>
  access.kept.find(operation => operation.line === line && operation.effect === 'read');

/** Those whose request access has left. */
const keptOf = (stack: Stack): readonly Resource[] =>
  resources.filter(({ line }) => toOperation(stack, line) !== undefined);

export function listTemplates(stack: Stack) {
  return keptOf(stack).map(({ name, title, description, template, mimeType }) => ({
    name,
    title,
    description,
    mimeType,
    uriTemplate: template,
  }));
}

/** What no title of a list need be longer than, in characters. */
const longestTitle = 80;

/** What there is in the default branch: each resource that needs nothing more, and a hundred things at most of each kind. */
export async function listResources(stack: Stack, secrets: Secrets) {
  const { usable, default: name } = stack.access.facts.branches;
  if (usable.length === 0) return [];
  const lists = keptOf(stack).map(async resource => {
    const { title, template, mimeType, variables, listed } = resource;
    if (Object.keys(variables).length === 1) {
      return [{ name: resource.name, title, mimeType, uri: expandUri(template, { branch: name }) }];
    }
    const by = listed === undefined ? undefined : variables[listed]?.by;
    if (listed === undefined || typeof by !== 'string' || by === 'branches') return [];
    const words = await suggest(stack, { kind: by, typed: '', branch: name, chosen: {} });
    return onlySayable(words, secrets)
      .slice(0, 100)
      .map(word => ({
        name: word.value,
        title: redactError(toVisibleText(word.title.replace(/\s+/g, ' ')), secrets).slice(0, longestTitle),
        mimeType,
        uri: expandUri(template, { branch: name, [listed]: word.value }),
      }));
  });
  return (await Promise.all(lists)).flat();
}

/** Nobody is asked about a read. */
const unasked: Consent = { canAsk: false, caller: '' };

type Reading =
  | ({ uri: string; mimeType: string } & ({ text: string } | { blob: string }))
  | { absent: true }
  | { failed: string };

/** Never rejects. What access does not leave is as absent as what is not there. */
export async function readResource(
  member: Member,
  stack: Stack,
  uri: string,
  signal: AbortSignal,
  watch: Watch = {},
): Promise<Reading> {
  const found = locate(stack, uri);
  const tool = found && toTools(stack).byName.get(found.operation.name);
  if (!found || !tool || tool.task) return { absent: true };
  const { given, mimeType, show, fits } = found;
  watch.called?.({ member, stack, tool, given });
  const result = await callTool(
    { ...member, present: show, ...(fits ? { fits } : {}) },
    stack,
    tool,
    given,
    signal,
    unasked,
    toUsed(),
  );
  if (!('ask' in result)) watch.answered?.(result);
  if ('ask' in result || result.isAbsent) return { absent: true };
  const { text, isError, image } = result;
  if (image) return { uri, mimeType: image.mimeType, blob: image.data };
  return isError ? { failed: member.inItsWords?.(text) ?? text } : { uri, mimeType, text };
}

/** The branch that an address names: it may have come since the start. */
export const toBranch = (uri: string): string | undefined =>
  resources.map(({ template }) => matchUri(template, uri)?.branch).find(name => name !== undefined);

function locate(stack: Stack, uri: string) {
  const { facts } = stack.access;
  for (const resource of keptOf(stack)) {
    const variables = matchUri(resource.template, uri);
    const operation = toOperation(stack, resource.line);
    const shown = variables && toShown(resource, variables);
    if (!variables || !operation || !shown) continue;
    if (!facts.branches.usable.includes(variables.branch ?? '')) return undefined;
    // Where there is no choice tools take no branch.
    const choice = listChoices(facts.branches).length > 0 ? { branch: variables.branch } : {};
    const given = { ...resource.also, ...choice, ...toArguments(resource, variables) };
    return { operation, given, fits: resource.fits, ...shown };
  }
  return undefined;
}

function toShown({ formats: known, mimeType }: Resource, { format }: Variables) {
  if (!known) return { mimeType, show: showJson };
  const [usual = ''] = Object.keys(known);
  const name = format ?? usual;
  return Object.hasOwn(known, name) ? known[name] : undefined;
}

function toArguments({ variables: known }: Resource, variables: Variables): Arguments {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => {
      const as = known[name]?.as;
      return as === undefined ? [] : [[as, value]];
    }),
  );
}

/** What completes a variable of a template; undefined when there is no such template. */
export function toVariable(stack: Stack, template: string, name: string): { by: Completed | undefined } | undefined {
  const resource = keptOf(stack).find(each => each.template === template);
  return resource && { by: Object.hasOwn(resource.variables, name) ? resource.variables[name]?.by : undefined };
}
