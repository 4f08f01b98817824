// Replaces a text in the values at and below an address.
import { isBelow, parseAddress, printAddress } from '../address.ts';
import { nearestName } from '../near.ts';
import { type Replaced, type Replacing, replaceTexts } from '../replacing/replace.ts';
import { sparedWords } from '../replacing/spare.ts';
import { resolveAddress } from '../resolve.ts';
import { listTexts } from '../text/texts.ts';
import { type Edit, refuse } from './edit.ts';
import type { Spot } from './spot.ts';
import type { Ways } from './ways.ts';

/** So many places are told. */
const most = 10;

export function applyReplace(spot: Spot, { replace: find = '', with: by = '', all = false }: Edit, ways: Ways): void {
  const { draft, schema, index, notes } = ways;
  const at = printAddress(spot.address);
  const how: Replacing = { find, with: by, isCase: true, within: spot.address };
  const run = (more: Partial<Replacing> = {}) => replaceTexts(draft.root, schema, { ...how, ...more });
  let found = run();
  // Whoever names the place itself means it, whatever it holds.
  const isNamed = found.spared.length > 0 && found.spared.every(({ address }) => address === at);
  if (found.places.length === 0 && isNamed) found = run({ also: ['urls', 'code'] });
  const { places, spared, value } = found;
  const count = places.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) {
    const other = run({ isCase: false });
    refuse(tellNone(spot, find, spared, other.places, ways));
  }
  if (count > 1 && !all) {
    refuse(
      `${JSON.stringify(find)} is in ${at || 'the entry'} ${count} times: send all: true, or the address or more words of the one that is meant: ${tellPlaces(places)}`,
    );
  }
  draft.put([], value);
  for (const { address } of places) {
    const found = resolveAddress(draft.root, parseAddress(address) ?? []);
    draft.touch(draft.trailTo(found.found ? found.path : spot.path), index);
  }
  if (spared.length > 0) notes.push(`left as it is: ${tellPlaces(spared)}`);
}

function tellNone(
  spot: Spot,
  find: string,
  spared: readonly Replaced[],
  other: readonly Replaced[],
  { draft, schema }: Ways,
): string {
  const none = `${JSON.stringify(find)} is not in ${printAddress(spot.address) || 'the entry'}`;
  const [first] = spared;
  if (first) {
    const isNamed = first.kind === 'url' || first.kind === 'code';
    const kind = first.kind === 'text' ? 'text' : sparedWords[first.kind];
    return `${none} but in ${kind}${isNamed ? ': name that place itself' : ''}: ${tellPlaces(spared)}`;
  }
  if (other.length > 0) return `${none} in these letters; in others it is: ${tellPlaces(other)}`;
  const near = findNear(
    find,
    [...listTexts(draft.root, schema)].filter(({ address }) => isBelow(address, spot.address)),
  );
  return near === undefined ? none : `${none}; near it: ${near}`;
}

const tellPlaces = (places: readonly Replaced[]): string => {
  const told = places
    .slice(0, most)
    .map(
      ({ address, before, count }) =>
        `${address} ${JSON.stringify(before)}${count > 1 ? ` and ${count - 1} more there` : ''}`,
    );
  return `${told.join('; ')}${places.length > most ? `; and ${places.length - most} more places` : ''}`;
};

/** So many runs of words are compared. */
const mostRuns = 4000;

/** The run of as many words that is most like it. */
function findNear(
  find: string,
  texts: readonly { address: Parameters<typeof printAddress>[0]; text: string }[],
): string | undefined {
  const length = find.trim().split(/\s+/).length;
  const runs = new Map<string, string>();
  for (const { address, text } of texts) {
    const words = text.split(/\s+/).filter(word => word !== '');
    for (let from = 0; from + length <= words.length && runs.size < mostRuns; from += 1) {
      const run = words.slice(from, from + length).join(' ');
      if (!runs.has(run)) runs.set(run, printAddress(address));
    }
  }
  const near = nearestName(find, [...runs.keys()]);
  return near === undefined ? undefined : `${runs.get(near)} ${JSON.stringify(near)}`;
}
