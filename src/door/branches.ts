// Branches that a caller may touch: held where requests leave, whichever argument names one, and in what comes back.
import { type Answer, BadArgument } from '../operations/answer.ts';
import { toBrief } from '../operations/brief.ts';
import { isObject } from '../operations/is-object.ts';
import { toTemplate } from '../operations/operation.ts';
import type { CmaRequest } from './request.ts';

type Asked = Pick<CmaRequest, 'line' | 'path' | 'query' | 'headers' | 'body' | 'form'>;

export interface Touchable {
  usable: readonly string[];
  /** Goes with every request that names none. */
  default: string;
}

/** Arguments that name a branch or an alias, in a path or a query. */
const naming = /^(branch|branch_alias|base_branch|compare_branch|branch_uid|branch_alias_uid)$/;

/** Keys of bodies that list them, at whatever depth: of webhooks, workflows, roles and publish rules. */
const listing = new Set(['branches', 'branch_aliases']);

/** @throws {BadArgument} when the request names another branch than those. */
export function holdBranches(request: Asked, { usable, default: home }: Touchable): void {
  const which = usable.length > 0 ? usable.join(', ') : 'none';
  for (const { argument, name } of listNamed(request)) {
    if (usable.includes(name) || (argument === 'branch' && name === home)) continue;
    throw new BadArgument(
      `${argument}: ${JSON.stringify(toBrief(name))} is not among the branches that may be touched here: ${which}`,
    );
  }
  // The CMA then takes the branch that compare_branch was made from, which may be any.
  if (/\/branches_(compare|merge)/.test(request.line) && !request.query.has('base_branch'))
    throw new BadArgument(`base_branch: name one of the branches that may be touched here: ${which}`);
}

interface Named {
  argument: string;
  name: string;
}

function listNamed({ line, path, query, headers, body, form = [] }: Asked): Named[] {
  const segments = path.split('/');
  const inPath = toTemplate(line)
    .split('/')
    .flatMap((part, index) => {
      const argument = /^\{(\w+)\}$/.exec(part)?.[1] ?? '';
      return naming.test(argument) ? [{ argument, name: decodeURIComponent(segments[index] ?? '') }] : [];
    });
  const inQuery = [...query].flatMap(([argument, name]) => (naming.test(argument) ? [{ argument, name }] : []));
  const inHeader = headers.branch === undefined ? [] : [{ argument: 'branch', name: headers.branch }];
  const texts = [body, ...form.map(part => ('json' in part ? part.json : undefined))];
  return [
    ...inPath,
    ...inQuery,
    ...inHeader,
    // What content is made of has names of its own.
    ...(isContent(line) ? [] : texts.flatMap(text => (text === undefined ? [] : listIn(JSON.parse(text), '')))),
  ];
}

const isContent = (line: string): boolean => /\/(entries|assets|content_types|global_fields|bulk)\b/.test(line);

function listIn(value: unknown, argument: string): Named[] {
  if (Array.isArray(value)) return value.flatMap(item => listIn(item, argument));
  if (isObject(value)) return Object.entries(value).flatMap(([key, inner]) => listIn(inner, key));
  return typeof value === 'string' && listing.has(argument) ? [{ argument, name: value }] : [];
}

/** The lists of branches, aliases and merges, and one merge: what each item must name nothing else in. */
const lists: Record<string, (item: Record<string, unknown>) => unknown[]> = {
  'GET /stacks/branches': ({ uid }) => [uid],
  'GET /stacks/branch_aliases': ({ alias, uid }) => [alias ?? uid],
  'GET /stacks/branches_queue': ({ merge_details }) => toSides(merge_details),
};

const toSides = (details: unknown): unknown[] =>
  isObject(details) ? [details.base_branch, details.compare_branch] : [];

/** @returns the answer without what belongs to other branches. @throws {BadArgument} when nothing else is in it. */
export function withinBranches({ line }: Asked, answer: Answer, { usable }: Touchable): Answer {
  const isUsable = (name: unknown): boolean => name === undefined || usable.includes(String(name));
  const { body } = answer;
  if (!isObject(body)) return answer;
  if (line === 'GET /stacks/branches_queue/{merge_job_uid}') {
    const found = Object.values(body)
      .flat()
      .filter(isObject)
      .flatMap(item => toSides(item.merge_details));
    const other = [...toSides(body.merge_details), ...found].find(name => !isUsable(name));
    if (other !== undefined)
      throw new BadArgument('merge_job_uid: it is a merge of branches that may not be touched here');
  }
  if (line === 'GET /stacks/branches/{branch_uid}' && isObject(body.branch))
    return { ...answer, body: { ...body, branch: withoutOthers(body.branch, isUsable) } };
  const names = lists[line];
  if (!names) return answer;
  const within = Object.entries(body).map(([key, value]) => {
    if (!Array.isArray(value)) return [key, value];
    return [
      key,
      value.filter(item => isObject(item) && names(item).every(isUsable)).map(item => withoutOthers(item, isUsable)),
    ];
  });
  // How many there are of others is not told either.
  return { ...answer, body: Object.fromEntries(within.filter(([key]) => key !== 'count')) };
}

/** What a branch tells of others: where it comes from, and by which aliases it is known. */
function withoutOthers(item: Record<string, unknown>, isUsable: (name: unknown) => boolean): Record<string, unknown> {
  const { source, alias, ...rest } = item;
  const aliases = Array.isArray(alias) ? alias.filter(each => isObject(each) && isUsable(each.uid)) : alias;
  return {
    ...rest,
    ...(source !== undefined && isUsable(source) ? { source } : {}),
    ...(alias === undefined ? {} : { alias: aliases }),
  };
}
