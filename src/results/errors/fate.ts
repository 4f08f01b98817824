// The fate of a write that was not answered: that it may have been applied, and the read that tells. Pure.

import * as z from 'zod';
import { type Answer, NoAnswer } from '../../operations/answer.ts';
import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import { type Fields, type Operation, toArgumentName, toTemplate } from '../../operations/operation.ts';
import { mayBeDone } from '../../operations/verdict.ts';

export interface Write {
  operation: Operation;
  given: Arguments;
  /** What there is to read with. */
  kept: readonly Operation[];
}

/** What a read has shown of a write. */
export type Outcome = 'applied' | 'not applied';

/**
 * A sentence, or nothing where the fate is known. Saying less would invite doing it twice.
 * @param settled what the settling read has shown, where it was made and tells.
 */
export function toFate(write: Write, outcome: unknown, settled?: Outcome): string | undefined {
  if (write.operation.effect === 'read' || !isUnknown(write.operation, outcome)) return undefined;
  const read = toSettlingRead(write);
  const call = read && `${read.name} ${JSON.stringify(read.args)}`;
  if (settled === 'applied') return `It was applied all the same: ${call} shows it. Do not send it again.`;
  if (settled === 'not applied') return `It was not applied: ${call} shows that. It can be sent again.`;
  const how = call ? `checking with ${call}` : 'reading what it was meant to change';
  return `It may have been applied anyway. Do not send it again before ${how}.`;
}

function isUnknown(operation: Operation, outcome: unknown): boolean {
  if (outcome instanceof NoAnswer) return outcome.isSent;
  return !(outcome instanceof Error) && mayBeDone(operation, outcome as Answer);
}

/** A call that shows whether a write was applied. */
export interface Read {
  name: string;
  args: Arguments;
}

/**
 * The nearest read on the way up the write's path: what it made, the thing itself, or the list that it is in. Where there
 * is none, the list of the same module whose path is most alike: that of the jobs.
 */
export function toSettlingRead({ operation, given, kept }: Write): Read | undefined {
  const reads = kept.filter(each => each.effect === 'read' && each.gives !== 'file');
  const segments = toTemplate(operation.line).split('/');
  const paths = segments.map((_, index) => segments.slice(0, segments.length - index).join('/')).filter(Boolean);
  const made = operation.effect === 'create' ? findMade(operation, given, reads) : undefined;
  const near = paths.flatMap(path => reads.filter(each => toTemplate(each.line) === path))[0];
  const read = near ?? toMostAlike(operation, reads);
  return made ?? (read && toRead(read, operation, given));
}

/** What was to be made has its key in what was given: the uid of a content type, the code of a language. */
function findMade(operation: Operation, given: Arguments, reads: readonly Operation[]): Read | undefined {
  const start = `${toTemplate(operation.line)}/{`;
  for (const read of reads) {
    const template = toTemplate(read.line);
    const brace = template.startsWith(start) ? template.slice(start.length, -1) : '/';
    const key = brace.split('_').at(-1) ?? brace;
    // Only a key that is the caller's to choose, which the schema then wants.
    const value = wants(operation.body, key) ? listMade(operation, given)[key] : undefined;
    if (!brace.includes('/') && typeof value === 'string') {
      return { name: read.name, args: { ...pickWhere(read, given), [brace]: value } };
    }
  }
  return undefined;
}

function toRead(read: Operation, { effect, ...rest }: Operation, given: Arguments): Read {
  const args = pickWhere(read, given);
  if (effect === 'publish' && 'include_publish_details' in read.query) args.include_publish_details = true;
  if (effect !== 'create') return { name: read.name, args };
  const made = listMade(rest, given);
  const name = ['title', 'name'].find(key => typeof made[key] === 'string');
  if (name !== undefined && 'query' in read.query) args.query = { [name]: made[name] };
  else if ('desc' in read.query) args.desc = 'created_at';
  return { name: read.name, args };
}

function toMostAlike(operation: Operation, reads: readonly Operation[]): Operation | undefined {
  const shared = (each: Operation): number => {
    const [ours, theirs] = [toTemplate(operation.line), toTemplate(each.line)];
    return [...theirs].findIndex((letter, index) => letter !== ours[index]);
  };
  return reads
    .filter(each => each.module === operation.module && each.name.startsWith('list_') && !each.line.includes('{'))
    .sort((one, other) => shared(other) - shared(one))[0];
}

/** The arguments by which a read looks at the same place. */
function pickWhere(read: Operation, given: Arguments): Arguments {
  const names = [...Object.keys(read.path), 'branch', ...('locale' in read.query ? ['locale'] : [])];
  return Object.fromEntries(
    names.flatMap(name =>
      typeof given[name] === 'string' || typeof given[name] === 'number' ? [[name, given[name]]] : [],
    ),
  );
}

/** The keys of what is in the body, and the fields of a form. */
function listMade({ body, form }: Pick<Operation, 'body' | 'form'>, given: Arguments): Arguments {
  const objects = Object.keys(body).map(name => given[name]);
  const values = Object.keys(form).map(name => [toArgumentName(name), given[toArgumentName(name)]]);
  return Object.assign({}, ...objects.filter(isObject), Object.fromEntries(values));
}

const wants = (body: Fields, key: string): boolean =>
  Object.values(body).some(schema => {
    const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    const field = inner instanceof z.ZodObject ? inner.shape[key] : undefined;
    return field !== undefined && !(field instanceof z.ZodOptional);
  });
