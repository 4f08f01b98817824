// What a row of a restore is to store: its versions read, put together with what came since, and what cannot come back told.
import { type Address, parseAddress } from '../../content/address.ts';
import { resolveAddress } from '../../content/resolve.ts';
import { toRestored } from '../../content/restoring/restore.ts';
import { systemKeys } from '../../content/schema.ts';
import { listTitles, toCell } from '../../content/told.ts';
import { isObject, isSame, type Json } from '../../content/value.ts';
import type { Conflict, Made, Saving } from '../../operations/saving.ts';
import { join } from '../numbers.ts';
import { tellCell } from '../told-save.ts';
import type { Look, Looked } from './look.ts';
import type { Row } from './row.ts';

interface Making {
  isPartial: boolean;
  look: Look;
}

/** Each version is read once, and what may be gone looked up once, however often it is made. */
export function toMake(row: Row, { isPartial, look }: Making): Saving['make'] {
  const versions = new Map<number, Promise<Json | undefined>>();
  let looked: (Looked & { value: Json }) | undefined;
  return async (stored, schema, read): Promise<Made> => {
    if (!stored) return { problems: ['there is no such entry'] };
    const wrong = complain(row, stored);
    if (wrong) return { problems: [wrong] };
    const take = (version: number): Promise<Json | undefined> => {
      if (version === stored._version) return Promise.resolve(stored);
      const known = versions.get(version) ?? read(version);
      versions.set(version, known);
      return known;
    };
    const [before, after] = [await take(row.before), row.after === undefined ? undefined : await take(row.after)];
    const missing = [row.before, row.after].filter(
      (version, index) => version !== undefined && ![before, after][index],
    );
    if (!before || missing.length > 0)
      return { problems: [`version ${join(missing.map(String))} cannot be read any more in ${String(stored.locale)}`] };
    const except = readExcept(row, [stored, before, after]);
    if ('problems' in except) return except;
    const { isTranslation } = row;
    const restored = toRestored({ before, after, stored, schema, except: except.addresses, isTranslation });
    const { value, conflicts } = restored;
    if (conflicts.length > 0 && !isPartial) return { problems: conflicts.map(conflict => tellConflict(conflict, row)) };
    if (!looked || !isSame(looked.value, value))
      looked = { value, ...(Object.keys(value).length > 0 ? await look(row, { stored, value, schema }) : nothing) };
    const { taken, notes } = looked;
    if (taken.length > 0 && !isPartial) return { problems: taken.map(({ says }) => says) };
    const free = Object.entries(value).filter(([uid]) => !taken.some(each => each.uid === uid));
    const left = taken.map(({ says }) => `left as it is: ${says}`);
    return { value: Object.fromEntries(free), notes: [...tellLeft(restored, row), ...left, ...notes] };
  };
}

const nothing: Looked = { notes: [], taken: [] };

function complain({ locale, before, after }: Row, { _version: latest, locale: read }: Json): string | undefined {
  if (locale !== undefined && locale !== read)
    return `it has no version of its own in ${locale}: it falls back to ${String(read)}, so there is nothing to restore`;
  const last = after ?? before;
  return typeof latest === 'number' && last > latest
    ? `there is no version ${last} in ${String(read)}: the latest is ${latest}`
    : undefined;
}

type Read = { addresses: Address[] } | { problems: string[] };

/** What is to stay must be somewhere: in what is stored, or in what would come back. */
function readExcept({ except }: Row, entries: readonly (Json | undefined)[]): Read {
  const problems: string[] = [];
  const addresses = except.flatMap(text => {
    const address = parseAddress(text);
    if (!address)
      problems.push(`except: ${JSON.stringify(text)} is no address, such as seo.title or sections[cs1].image`);
    else if (address.some(step => isObject(step) && 'place' in step))
      problems.push(
        `except: ${text} names an item by its place, which may be another in another version: name it by its uid, or the list`,
      );
    else {
      const found = entries.filter(each => each !== undefined).map(each => resolveAddress(each, address));
      if (found.some(each => each.found)) return [address];
      const near = found.flatMap(each => (each.found ? [] : each.near))[0];
      const there = entries.flatMap(each => Object.keys(each ?? {})).filter(key => !systemKeys.has(key));
      const hint =
        near === undefined ? `there are ${[...new Set(there)].slice(0, 30).join(', ')}` : `did you mean ${near}?`;
      problems.push(`except: nothing is at ${text}; ${hint}`);
    }
    return [];
  });
  return problems.length > 0 ? { problems } : { addresses };
}

/** Characters of each side. */
const longest = 120;

function tellConflict({ address, base, mine, theirs }: Conflict, { after }: Row): string {
  const titles = listTitles(base, mine, theirs);
  const [was, made, now] = [mine, base, theirs].map(value => tellCell(toCell(value, titles, longest)));
  return `${address}: version ${after} made it ${made}, and since then it became ${now}; before it was ${was}`;
}

function tellLeft({ conflicts, gone, mandatory }: ReturnType<typeof toRestored>, row: Row): string[] {
  return [
    ...conflicts.map(conflict => `left as it is: ${tellConflict(conflict, row)}`),
    ...mandatory.map(uid => `left as it is: ${uid} is mandatory, and version ${row.before} has none`),
    ...(gone.length > 0 ? [`not in the content type any more, and left out: ${gone.join(', ')}`] : []),
  ];
}
