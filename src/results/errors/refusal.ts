// What the model reads of a refusal: the cause, Contentstack's own words as data, the next step, and how to refer to it.

import type { Answer } from '../../operations/answer.ts';
import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import { type Operation, toArgumentName, toTemplate } from '../../operations/operation.ts';
import { judge } from '../../operations/verdict.ts';
import { findTargets } from '../show/targets.ts';
import { readPath, toPath } from '../text/paths.ts';
import { type Item, listAbout, type Named, toItem, toNamed, toNoun, withBranch } from './about.ts';
import type { Case, When } from './case.ts';
import { advice, cases } from './cases.ts';
import { type CmaError, noError, toError, toToldStatus } from './error.ts';
import { type Known, listNear, listThere, sayThere } from './near.ts';
import { cut, listComplaints, quote, type Strike } from './quote.ts';

/** What is known around a call, for the way out. */
export interface Surroundings extends Known {
  /** The tool of a request, if it exists here: `GET /releases`. */
  toTool: (line: string) => string | undefined;
  /** `region eu`, or another host. */
  place: string;
  /** What has the uid that was refused as taken. */
  taken?: Taken;
}

export interface Taken {
  uid: string;
  /** In which thing it is: `taxonomy_uid` and its uid. */
  within: string;
  value: string;
}

/** What was called, with which arguments, and what is known around it. */
export interface Called {
  operation: Operation;
  given: Arguments;
  around: Surroundings;
}

/** Characters of the API's message and of a name; names of branches; sentences besides the cause. */
const most = { message: 400, name: 60, branches: 12, advice: 2 };

/** What the model reads, and whether it says that what was asked for is not there. */
interface Refusal {
  text: string;
  isAbsent: boolean;
}

export function toRefusal(called: Called, answer: Answer, strike: Strike): Refusal {
  const { operation, around } = called;
  const given = withBranch(operation, called.given, around.branch);
  const call = { operation, given, around };
  const { status, body, requestId } = answer;
  const error = toError(answer);
  const isUnclear = judge(operation, answer) === 'unclear';
  const told = { ...answer, status: toToldStatus(operation, answer) };
  const fits = (when: When): boolean => isFitting(when, call, told, error);
  // The last case fits everything.
  const fitting = cases.filter(each => fits(each.when));
  const { cause, next = [], about, denies } = fitting.find(each => !isRefuted(each, call, error)) as Case;
  // Where nothing is denied, the thing is that of the path.
  const item = toItem(operation, given, error, about) ?? (denies ? undefined : toItem(operation, given, noError, /./));
  const fill = toFill(call, error, item, toWait(answer), strike);
  const show = (value: string): string => quote(value, most.name, strike);
  const isUnsure = error.code === 901;
  const spoken = { about: listAbout(operation, given, answer), name: error.name, isUnsure, show };
  const near = listNear(operation, given, around, spoken);
  const listed = near.flatMap(({ line }) => around.toTool(line) ?? []);
  const advised = advice.filter(each => fits(each.when)).flatMap(each => fill(each.next) ?? []);
  const further = next.flatMap(sentence => fill(sentence) ?? []);
  const there = fitting
    .flatMap(each => listRefuting(each, call, error))
    .map(([kind, value]) => sayThere(kind, show(value)));
  const { taken } = around;
  const steps = [
    ...(taken ? [`${show(taken.uid)} is there already, in the ${toNoun(taken.within)} ${show(taken.value)}.`] : []),
    ...new Set(there),
    ...near.map(({ text }) => text),
    ...advised.slice(0, most.advice),
    // Where to find the names that are said to be near is no step any more.
    ...further.filter(sentence => !listed.some(tool => sentence.startsWith(tool))),
  ];
  const ids = [
    `status ${status}`,
    ...(error.code ? [`code ${error.code}`] : []),
    ...(requestId ? [`request ${cut(strike(requestId), most.name)}`] : []),
  ];
  const lines = [
    fill(cause) ?? `${call.operation.name} was refused.`,
    ...(error.message ? [`Contentstack says: ${quote(error.message, most.message, strike)}`] : []),
    // What it says instead may tell who answered, or why.
    ...(answer.json && (isUnclear || isOtherwise(error, body))
      ? [`The answer is ${quote(body, most.message, strike)}`]
      : []),
    ...listComplaints(error.errors, strike),
    ...(steps.length > 0 ? [steps.join(' ')] : []),
    `(${ids.join(', ')})`,
  ];
  const isAbsent = denies !== undefined || about === 'holder' || told.status === 404;
  return { text: lines.join('\n'), isAbsent };
}

/** Some of Contentstack's services, and what stands before them, say it under keys of their own, such as `error`. */
const isOtherwise = ({ code, message, errors }: CmaError, body: unknown): boolean =>
  code === 0 && !message && !errors && isObject(body) && Object.keys(body).length > 0;

/** What the stack has of what a case says is not there. */
function listRefuting(
  { denies, about }: Case,
  { operation, given, around }: Called,
  error: CmaError,
): [Named, string][] {
  if (denies === undefined) return [];
  const item = denies === 'thing' ? toItem(operation, given, error, about) : undefined;
  const kind = item ? toNamed(operation, item.argument) : denies;
  if (kind === undefined || kind === 'thing') return [];
  const named = item ? { [item.argument]: given[item.argument] } : given;
  const there = listThere(operation, named, around, { name: item ? undefined : error.name, kind });
  return (there ?? []).map(value => [kind, value]);
}

/** Whether a case would deny what is there, or what the error does not speak of. */
const isRefuted = (each: Case, call: Called, error: CmaError): boolean =>
  listRefuting(each, call, error).length > 0 ||
  (each.denies === 'thing' && error.noun === undefined && !toItem(call.operation, call.given, error, each.about));

function isFitting(when: When, { operation, given }: Called, { status, json }: Answer, error: CmaError): boolean {
  const { keys } = error;
  return (
    (when.code?.includes(error.code) ?? true) &&
    (when.status?.includes(status) ?? true) &&
    (when.isJson === undefined || when.isJson === json) &&
    (when.says?.test(error.text) ?? true) &&
    (when.effect?.includes(operation.effect) ?? true) &&
    (when.line?.test(operation.line) ?? true) &&
    (!when.key || keys.some(key => when.key?.test(key))) &&
    (!when.given || when.given.some(name => given[name] !== undefined)) &&
    (!when.readShape || keys.some(key => toReadShape(given, key) === when.readShape))
  );
}

/** Whether the value that was sent for a field is that of a read: a whole asset, or a whole entry. */
function toReadShape(given: Arguments, field: string): When['readShape'] {
  for (const sent of Object.values(given).filter(isObject)) {
    const value = [readPath(sent, toPath(field))].flat()[0];
    if (!isObject(value) || typeof value.uid !== 'string') continue;
    if ('filename' in value || 'file_size' in value) return 'file';
    // A rich text has a uid and a version of its own, and children.
    const isEntry = ['locale', '_version', 'created_at'].some(key => key in value) && !('children' in value);
    if (isEntry || ('_content_type_uid' in value && Object.keys(value).length > 2)) return 'reference';
  }
  return undefined;
}

/** In words, as the API says it itself. */
function toWait({ retryAfter = 0 }: Answer): string {
  const seconds = Math.ceil(retryAfter / 1000);
  return seconds > 1 ? `${seconds} seconds, as the API asks (Retry-After)` : 'a second';
}

type Fill = (sentence: string) => string | undefined;

/** Puts in what angle brackets stand for; nothing where one of them stands for nothing. */
function toFill(
  { operation, given, around }: Called,
  { noun }: CmaError,
  item: Item | undefined,
  wait: string,
  strike: Strike,
): Fill {
  const template = item && toTemplate(operation.line).slice(0, item.end);
  const value = item && given[item.argument];
  const others = around.branches.filter(name => name !== given.branch);
  const branch = operation.reach === 'branch' ? around.branch : undefined;
  const languages = item && multilingual.test(item.argument) ? toLanguages(operation, given, strike) : undefined;
  const places = [...(languages ? [`in ${languages}`] : []), ...(branch === undefined ? [] : [`on branch ${branch}`])];
  const words: Record<string, string | undefined> = {
    tool: operation.name,
    // They stand for nothing but whether the sentence is said.
    ...(operation.effect === 'read' ? { read: '' } : { write: '' }),
    thing: item
      ? `${toNoun(item.argument)}${value === undefined ? '' : ` ${quote(String(value), most.name, strike)}`}`
      : `such ${noun ?? 'thing'}`,
    what: toNoun(Object.keys({ ...operation.body, ...operation.form }).map(toArgumentName)[0] ?? 'object'),
    place: around.place,
    wait,
    branch: operation.reach === 'branch' ? around.branch : undefined,
    done: toDone(operation),
    where: places.join(' ') || undefined,
    branches: others.length > 0 ? others.slice(0, most.branches).join(', ') : undefined,
    list: item && around.toTool(`GET ${template?.slice(0, template.lastIndexOf('/'))}`),
    get: around.toTool(`GET ${template}`),
    versions: around.toTool(`GET ${template}/versions`),
    // Only where the language may be why it was not found.
    locales: languages && around.toTool(`GET ${template}/locales`),
  };
  return sentence => {
    let isWhole = true;
    const filled = sentence.replace(/<([^<>]+)>/g, (_, name: string) => {
      const word = name.includes(' ') ? around.toTool(name) : words[name];
      if (word === undefined) isWhole = false;
      return word ?? '';
    });
    return isWhole ? filled : undefined;
  };
}

/** What has not come about. */
function toDone({ effect, line }: Operation): string | undefined {
  if (effect === 'publish') return line.includes('unpublish') ? 'unpublished' : 'published';
  return { create: 'saved', update: 'saved', delete: 'removed', read: undefined }[effect];
}

/** What is there in one language and not in another. */
const multilingual = /^(entry|taxonomy|term)_uid$/;

/** The languages in which the thing was looked for: the master where none is named. */
function toLanguages({ query }: Operation, given: Arguments, strike: Strike): string | undefined {
  const { locales } = findTargets(given);
  const named = Array.isArray(locales) && locales.length > 0 ? locales : [given.locale];
  if (named.some(code => typeof code === 'string')) {
    return named.map(code => quote(code, most.name, strike).replace(/^"([\w-]+)"$/, '$1')).join(', ');
  }
  return 'locale' in query ? 'the master language' : undefined;
}
