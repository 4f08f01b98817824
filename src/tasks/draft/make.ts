// What a draft is to be stored as: what is said of its fields, turned into values and checked as a whole before anything is sent.
import { parseAddress } from '../../content/address.ts';
import { check } from '../../content/check/check.ts';
import { resolveAddress } from '../../content/resolve.ts';
import { type Field, topFields } from '../../content/schema.ts';
import type { Finding } from '../../content/spoken/finding.ts';
import { nameInstances } from '../../content/spoken/instance.ts';
import { toNested } from '../../content/spoken/nested.ts';
import { toStoredFields } from '../../content/spoken/stored.ts';
import { isSame, type Json } from '../../content/value.ts';
import type { Ground } from '../../operations/task.ts';
import { readType } from '../types.ts';
import { findSingle, findTaken } from './taken.ts';

interface Draft {
  type: string;
  fields: Json;
  /** The master's when not given. */
  locale?: string | undefined;
  master: string | undefined;
  finding: Finding;
  /** Nothing is sent that the API could refuse: what it alone knows is asked. */
  isRehearsal?: boolean | undefined;
}

export interface Made {
  value: Json;
  /** The same without uids of instances, which are others each time. */
  bare: Json;
  /** A line for each, which begins with an address. Nothing may be sent while there are any. */
  problems: string[];
  /** The same of what a check finds, which the server may be told to leave to the API. */
  wrong: string[];
  notes: string[];
  schema: readonly Field[];
}

/** @param schema as it is remembered: before it is blamed for anything it is read again. */
export async function makeDraft(ground: Ground, draft: Draft, schema: readonly Field[]): Promise<Made> {
  const first = await convert(draft, schema);
  // What rules hide is not mandatory, and whether there are any is known of the type alone.
  const isSound = first.problems.length === 0 && listWrong(draft, first, false).length === 0;
  if (isSound && !draft.isRehearsal) return finish(ground, draft, first);
  const type = await readType(ground, draft.type);
  const made = isSame(type.schema, schema) ? first : await convert(draft, type.schema);
  const told = made.problems.map(line => toPath(line, made.value));
  const wrong = listWrong(draft, made, type.hasRules === true).filter(
    line => !told.some(path => toPath(line, made.value).startsWith(path)),
  );
  const single = type.isSingle ? await findSingle(ground, draft.type) : [];
  return finish(ground, draft, { ...made, problems: [...single, ...made.problems], wrong });
}

async function convert({ fields, finding }: Draft, schema: readonly Field[]): Promise<Made> {
  const nested = toNested(fields, schema);
  const ways = { finding, writing: {}, isNew: true };
  const { value, problems, notes } = await toStoredFields(topFields(schema), nested.value, [], ways);
  const bare = value as Json;
  return { value: bare, bare, problems: [...nested.problems, ...problems], wrong: [], notes, schema };
}

function listWrong({ locale, master }: Draft, { value, schema }: Made, hasRules: boolean): string[] {
  const { problems, more } = check(value, { schema, locale, masterLocale: master, hasRules });
  const lines = problems.map(
    ({ address, reason, near }) => `${address}: ${reason}${near === undefined ? '' : `; did you mean ${near}?`}`,
  );
  return more > 0 ? [...lines, `and ${more} more`] : lines;
}

/** Where a line's address leads, however it names an item: by its place, or by what stands there. */
function toPath(line: string, value: Json): string {
  const [text = line] = line.split(': ');
  const address = parseAddress(text);
  const found = address && resolveAddress(value, address);
  return `${found?.found ? found.path.join('/') : text}/`;
}

async function finish(ground: Ground, { type, locale, master }: Draft, made: Made): Promise<Made> {
  const { value, schema } = made;
  const taken = await findTaken(ground, { type, value, schema, locale: locale ?? master });
  return {
    ...made,
    value: nameInstances(topFields(schema), value, {}),
    problems: [...made.problems, ...taken.problems],
    notes: [...made.notes, ...taken.notes],
  };
}
