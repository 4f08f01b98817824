// Variants of an entry in environments: which of them a publish names, whether the base entry goes along, how one gets there.

import type { Call } from '../http/call.ts';
import { listFallbacks } from '../http/find.ts';
import { missObject, refuseRequest } from '../http/replies.ts';
import { changePublication, type Publication } from '../publishing/publication.ts';
import { isThere, move } from '../records/places.ts';
import { takeLatest } from '../records/store.ts';
import type { EntryRecord } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import type { Order } from '../state/publishing.ts';
import type { EntryVariant } from '../state/variants.ts';
import { checkVariantBranch } from './variants.ts';

interface Item {
  kind: string;
  uid: string;
  content_type: string;
}

interface Named {
  uid: string;
  version?: number;
}

type Wanted = Omit<Order, 'action' | 'kind' | 'environment'>;

/** In the language of the order, or in one that it falls back to. */
function find(call: Call, { uid, content_type, variant, locale }: Wanted): EntryVariant | undefined {
  const all = call.branch.entry_variants.filter(
    held => held.entry === uid && held.content_type === content_type && held.variant === variant,
  );
  const codes =
    call.choices.variantFallback === 'allow' ? listFallbacks(call.branch, call.state.master_locale, locale) : [locale];
  return codes.flatMap(code => all.find(held => held.locale === code) ?? [])[0];
}

function findOrdered(call: Call, order: Wanted): EntryVariant {
  const found = find(call, order);
  if (!found) throw missObject('entry variant', 'variants', call.choices.notFoundStatus.variants);
  return found;
}

/** The number of the version that is wanted: the latest where none is named. */
export const findVariantVersion = (call: Call, wanted: Wanted): number =>
  takeVersion(findOrdered(call, wanted), wanted.version);

/** The variants that the body names; `version` may be a number in quotes. */
function readNamed(given: Json): Named[] {
  const { variants = [] } = given;
  const refuse = (): Error => refuseRequest('The variants are not valid.', { variants: ['is not valid.'] });
  if (!Array.isArray(variants)) throw refuse();
  return variants.map(item => {
    if (!isObject(item) || typeof item.uid !== 'string') throw refuse();
    const { uid, version } = item;
    if (version === undefined || version === null || version === '') return { uid };
    if (!Number.isInteger(Number(version))) throw refuse();
    return { uid, version: Number(version) };
  });
}

/** What the variants stand on: with neither rule the base entry is left alone. */
function wantsBase(given: Json, record: EntryRecord, { environments, locales }: Publication): boolean {
  const rules = isObject(given.variant_rules) ? given.variant_rules : {};
  if (rules.publish_latest_base === true) return true;
  if (rules.publish_latest_base_conditionally !== true) return false;
  const isLatest = (environment: string, locale: string): boolean =>
    isThere(record.published, { environment, locale }, takeLatest(record, locale)?._version ?? 0);
  return environments.some(environment => locales.some(locale => !isLatest(environment, locale)));
}

/** Orders the named variants, and the base entry where the rules want it; nothing when no variants are named. */
export function changeVariants(
  call: Call,
  { item, record, given }: { item: Item; record: EntryRecord; given: Json },
  action: 'publish' | 'unpublish',
  publication: Publication,
): Json | undefined {
  const named = readNamed(given);
  if (named.length === 0) return undefined;
  checkVariantBranch(call);
  const { version: _version, source: _source, ...places } = publication;
  for (const { uid: variant, version } of named) {
    for (const locale of places.locales) {
      findVariantVersion(call, { ...item, variant, locale, ...(version === undefined ? {} : { version }) });
    }
  }
  const withBase = action === 'publish' && wantsBase(given, record, publication);
  const answers = named.map(({ uid: variant, version }) =>
    changePublication(call, { ...item, variant }, action, version === undefined ? places : { ...places, version }),
  );
  return withBase ? changePublication(call, item, action, publication) : answers[0];
}

function takeVersion(held: EntryVariant, number?: number): number {
  const found = number === undefined ? held.versions.at(-1) : held.versions.find(each => each._version === number);
  if (!found) throw refuseRequest('The requested version does not exist.', { version: ['is not valid.'] });
  return found._version;
}

/** What the queue says of a variant beside what it says of its entry. */
export function showOrdered(call: Call, order: Order): Json {
  const held = find(call, order);
  const version = order.version ?? held?.versions.at(-1)?._version;
  return { variants: [{ uid: order.variant, version }] };
}

/** Whether that version of the variant is there already. */
export function standsVariant(call: Call, order: Order): boolean {
  return isThere(findOrdered(call, order).published, order, findVariantVersion(call, order));
}

export function moveVariant(call: Call, order: Order): void {
  const held = findOrdered(call, order);
  const version = takeVersion(held, order.version);
  held.published = move(held.published, order, call.stamp, () => version);
}
