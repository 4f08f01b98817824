// What the model reads of a refusal: the cause, Contentstack's own words as data, the next step, and how to refer to it.

import type { Answer } from '../../operations/answer.ts';
import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import { type Operation, toArgumentName, toTemplate } from '../../operations/operation.ts';
import { judge } from '../../operations/verdict.ts';
import { findTargets } from '../show/targets.ts';
import { readPath, toPath } from '../text/paths.ts';
import { advice, cases } from './all.ts';
import type { Case, When } from './case.ts';
import { listComplaints } from './complaints.ts';
import { type Known, listNear } from './near.ts';
import { cut, quote, type Strike } from './quote.ts';

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

/** How much of a body is looked through for what it says, in characters: more is no message. */
const legible = 5_000;

export function toRefusal(call: Called, answer: Answer, strike: Strike): string {
  const { status, body, requestId } = answer;
  const error = toError(answer);
  const isUnclear = judge(call.operation, answer) === 'unclear';
  const fits = (when: When): boolean => isFitting(when, call, { ...answer, status: toTold(answer, isUnclear) }, error);
  // The last case fits everything.
  const { cause, next = [], about } = cases.find(each => fits(each.when)) as Case;
  const fill = toFill(call, toItem(call.operation, error, about), toWait(answer), strike);
  const show = (value: string): string => quote(value, most.name, strike);
  const near = isAboutNames(error, toTold(answer, isUnclear))
    ? listNear(call.operation, call.given, call.around, show)
    : [];
  const told = near.flatMap(({ line }) => call.around.toTool(line) ?? []);
  const advised = advice.filter(each => fits(each.when)).flatMap(each => fill(each.next) ?? []);
  const further = next.flatMap(sentence => fill(sentence) ?? []);
  const { taken } = call.around;
  const steps = [
    ...(taken ? [`${show(taken.uid)} is there already, in the ${toNoun(taken.within)} ${show(taken.value)}.`] : []),
    ...near.map(({ text }) => text),
    ...advised.slice(0, most.advice),
    // Where to find the names that are said to be near is no step any more.
    ...further.filter(sentence => !told.some(tool => sentence.startsWith(tool))),
  ];
  const ids = [
    `status ${status}`,
    ...(error.code ? [`code ${error.code}`] : []),
    ...(requestId ? [`request ${cut(strike(requestId), most.name)}`] : []),
  ];
  return [
    fill(cause) ?? `${call.operation.name} was refused.`,
    ...(error.message ? [`Contentstack says: ${quote(error.message, most.message, strike)}`] : []),
    // What it says instead may tell who answered.
    ...(isUnclear && answer.json ? [`The answer is ${quote(body, most.message, strike)}`] : []),
    ...listComplaints(error.errors, strike),
    ...(steps.length > 0 ? [steps.join(' ')] : []),
    `(${ids.join(', ')})`,
  ].join('\n');
}

/** A refusal under a status of success is told like one under the status that it should have had. */
const toTold = ({ status }: Answer, isUnclear: boolean): number => (status < 300 && !isUnclear ? 422 : status);

interface CmaError {
  code: number;
  message: unknown;
  errors: unknown;
  /** All of it as one text, to look for words in. */
  text: string;
}

/** Nothing of what is not JSON: that is the page of a gateway. */
function toError({ body, json }: Answer): CmaError {
  if (!json || !isObject(body)) return { code: 0, message: undefined, errors: undefined, text: '' };
  const { error_message, message = error_message, error_code, errors } = body;
  const said = error_message ?? message;
  const fields = isObject(errors)
    ? Object.entries(errors).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    : [JSON.stringify(errors ?? '')];
  const text = [typeof said === 'string' ? said : '', ...fields].join('\n').slice(0, legible);
  const code = Number(error_code);
  return { code: Number.isInteger(code) ? code : 0, message: said, errors, text };
}

function isFitting(when: When, { operation, given }: Called, { status, json }: Answer, error: CmaError): boolean {
  const keys = isObject(error.errors) ? Object.keys(error.errors) : [];
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

/** Whether a wrong name may be the reason of a refusal, so that it is worth a look at those there are. */
export const mayBeNames = (operation: Operation, answer: Answer): boolean =>
  judge(operation, answer) === 'refused' && isAboutNames(toError(answer), toTold(answer, false));

/** Not where the credentials or the rate are, or the API itself. */
const isAboutNames = ({ code }: CmaError, status: number): boolean =>
  [400, 401, 404, 422].includes(status) && ![105, 162].includes(code);

/** In words, as the API says it itself. */
function toWait({ retryAfter = 0 }: Answer): string {
  const seconds = Math.ceil(retryAfter / 1000);
  return seconds > 1 ? `${seconds} seconds, as the API asks (Retry-After)` : 'a second';
}

type Fill = (sentence: string) => string | undefined;

/** Puts in what angle brackets stand for; nothing where one of them stands for nothing. */
function toFill({ operation, given, around }: Called, item: Item | undefined, wait: string, strike: Strike): Fill {
  const template = item && toTemplate(operation.line).slice(0, item.end);
  const value = item && given[item.argument];
  const others = around.branches.filter(name => name !== given.branch);
  const branch = operation.reach === 'branch' ? around.branch : undefined;
  const languages = item && multilingual.test(item.argument) ? toLanguages(operation, given, strike) : undefined;
  const places = [...(languages ? [`in ${languages}`] : []), ...(branch === undefined ? [] : [`on branch ${branch}`])];
  const words: Record<string, string | undefined> = {
    tool: operation.name,
    thing: item
      ? `${toNoun(item.argument)}${value === undefined ? '' : ` ${quote(String(value), most.name, strike)}`}`
      : 'such thing',
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

/** An argument in the path, and where it ends there. */
interface Item {
  argument: string;
  end: number;
}

/** What an answer says is not there: `The requested entry doesn't exist`, `The Content Type 'x' was not found`. */
const absent = /\bthe (?:requested )?([a-z ]{3,30}?) (?:'[^']*' )?(?:doesn't|does not|was not)\b/i;

/** The thing that an answer speaks of: in `/a/{b_uid}/c/{d_uid}` mostly d. Nothing when it speaks of one beside the path. */
function toItem({ line }: Operation, { text }: CmaError, about: RegExp | undefined): Item | undefined {
  const items = [...toTemplate(line).matchAll(/\{(?!api_key\})(\w+)\}/g)].map(found => ({
    argument: found[1] ?? '',
    end: found.index + found[0].length,
  }));
  if (about) return items.findLast(({ argument }) => about.test(argument));
  const noun = absent.exec(text)?.[1]?.toLowerCase();
  if (noun === undefined || /^(object|version|resource)$/.test(noun)) return items.at(-1);
  return items.findLast(({ argument }) => toNoun(argument) === noun);
}

/** `content_type_uid` is a content type. */
const toNoun = (argument: string): string =>
  argument === 'code' || argument === 'locale'
    ? 'language'
    : argument.replace(/_(uid|name|id|number)$/, '').replaceAll('_', ' ');

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
