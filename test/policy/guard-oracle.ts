// What calls brought about, by the state of the stack alone: what is live, what waits to go live, which things changed, what opens a way out.
import type { Sandbox } from '../../src/sandbox/index.ts';

type State = Sandbox['state'];

/** By a key that says what and where: its value, and what it belongs to. */
/** `item` is what is counted once, in however many languages; `of` where nothing else is said. */
type Marks = Map<string, { value: string; of: string; item?: string; type?: string; environment?: string }>;

export interface Seen {
  live: Marks;
  things: Marks;
  /** Items of releases. */
  items: Marks;
  types: Marks;
  opens: Marks;
  /** Languages of things, environments: what must be there for something to be live. */
  there: Set<string>;
  /** Whatever waits or is done by and by, as text. */
  waiting: string[];
  environments: Record<string, string>;
}

interface Detail {
  environment: string;
  locale: string;
  version?: unknown;
  time?: unknown;
}

export function look(state: State): Seen {
  const seen: Seen = {
    ...{ live: new Map(), things: new Map(), items: new Map(), types: new Map(), opens: new Map() },
    ...{ there: new Set(), waiting: [] },
    environments: Object.fromEntries(Object.values(state.environments).map(({ uid, name }) => [uid, name])),
  };
  const add = (of: string, type: string, record: unknown, published: readonly Detail[], locales: readonly string[]) => {
    seen.things.set(of, { value: JSON.stringify(record), of, type });
    for (const locale of locales) seen.there.add(`${of} ${locale}`);
    for (const { environment, locale, version, time } of published)
      seen.live.set(`${of} ${environment} ${locale}`, {
        value: JSON.stringify([version, time]),
        of: `${of} ${locale}`,
        item: of,
        type,
        environment,
      });
  };
  const codes = Object.values(state.branches).flatMap(({ locales }) => Object.keys(locales));
  for (const [branch, own] of Object.entries(state.branches)) {
    for (const [type, entries] of Object.entries(own.entries))
      for (const entry of Object.values(entries)) {
        const locales = entry.deleted_at ? [] : Object.keys(entry.locales);
        const { published, requests: _, stages: __, ...record } = entry;
        add(`${branch} ${type} ${entry.uid}`, type, record, published, locales);
      }
    for (const asset of Object.values(own.assets)) {
      const { published, ...record } = asset;
      add(`${branch} sys_assets ${asset.uid}`, 'sys_assets', record, published, codes);
    }
    for (const each of own.entry_variants) {
      const { published, content_type, entry, variant, locale } = each;
      add(`${branch} ${content_type} ${entry} ${variant} ${locale}`, content_type, each.versions, published, [locale]);
    }
    for (const each of Object.values(own.metadata))
      add(`${branch} metadata ${each.uid}`, each._content_type_uid ?? 'sys_assets', null, each.publish_details, codes);
    for (const [uid, { current }] of Object.entries(own.content_types))
      seen.types.set(`${branch} ${uid}`, { value: JSON.stringify(current), of: uid, type: uid });
    for (const [uid, extension] of Object.entries(own.extensions))
      seen.opens.set(`${branch} extension ${uid}`, { value: JSON.stringify(extension), of: uid });
    for (const release of Object.values(own.releases)) {
      seen.there.add(`${branch} ${release.uid}`);
      for (const item of release.items) {
        const of = `${branch} ${release.uid} ${item.uid} ${item.locale} ${item.action}`;
        const one = `${branch} ${release.uid} ${item.uid}`;
        seen.items.set(of, { value: String(item.version), of, item: one, type: item.content_type_uid });
      }
    }
    const { publish_queue, jobs } = own;
    seen.waiting.push(
      ...publish_queue.map(
        ({ uid, action, ...rest }) => `${branch} ${uid} ${action} ${JSON.stringify(placesOf(rest))}`,
      ),
    );
    seen.waiting.push(
      ...jobs
        .filter(({ action }) => ['publish', 'unpublish', 'deploy'].includes(action))
        .map(({ uid, body, plan }) => `${branch} job ${uid} ${JSON.stringify(body)} ${JSON.stringify(plan)}`),
    );
  }
  seen.waiting.push(...state.due.map(each => `due ${JSON.stringify(each)}`));
  for (const { uid, terms: _, published } of Object.values(state.taxonomies))
    for (const { environment, locale, ...rest } of published)
      seen.live.set(`taxonomy ${uid} ${environment} ${locale}`, {
        ...{ value: JSON.stringify(rest), of: `taxonomy ${uid}`, type: 'taxonomy', environment },
      });
  for (const uid of Object.keys(state.taxonomies)) seen.there.add(`taxonomy ${uid}`);
  for (const webhook of Object.values(state.webhooks))
    seen.opens.set(`webhook ${webhook.uid}`, { value: JSON.stringify(webhook), of: webhook.uid });
  return seen;
}

/** What of a queue item says where; how it stands moves on by itself. */
const placesOf = ({ environment, locale, entry, content_type }: Record<string, unknown>): unknown => [
  ...[environment, locale, entry, content_type],
];

/** What is new or other, and what is gone. */
function compare(before: Marks, after: Marks) {
  const made = [...after].filter(([key, { value }]) => before.get(key)?.value !== value);
  const gone = [...before].filter(([key]) => !after.has(key));
  return { made, gone };
}

export interface Happened {
  /** Gone live or come down, each with type and uid of the environment. What went with the thing itself is not among them. */
  shown: { what: string; type: string; environment: string }[];
  /** Came to wait, as text. */
  waiting: string[];
  /** Things, types and items of releases that are other than before or gone. */
  changed: { what: string; type: string }[];
  /** Of these, those that are counted. */
  count: number;
  opened: string[];
  renamed: string[];
}

export function tellApart(before: Seen, after: Seen): Happened {
  const live = compare(before.live, after.live);
  const isGoneAlone = ([, { of, environment = '' }]: [string, { of: string; environment?: string }]): boolean =>
    after.there.has(of) && environment in after.environments;
  const shown = [...live.made, ...live.gone.filter(isGoneAlone)];
  const [things, items, types] = [
    compare(before.things, after.things),
    compare(before.items, after.items),
    compare(before.types, after.types),
  ];
  // What went with its release was not taken out of it.
  items.gone = items.gone.filter(([key]) => after.there.has(key.split(' ').slice(0, 2).join(' ')));
  const all = [things, items, types].flatMap(({ made, gone }) => [...made, ...gone]);
  const known = new Set(before.waiting);
  return {
    shown: shown.map(([what, { type = '', environment = '' }]) => ({ what, type, environment })),
    waiting: after.waiting.filter(each => !known.has(each)),
    changed: [...all, ...live.made].map(([what, { type = '' }]) => ({ what, type })),
    count: new Set(
      [...things.made, ...things.gone, ...items.made, ...items.gone, ...shown].map(([, { of, item = of }]) => item),
    ).size,
    opened: compare(before.opens, after.opens).made.map(([what]) => what),
    renamed: Object.entries(before.environments).flatMap(([uid, name]) =>
      (after.environments[uid] ?? name) === name ? [] : [name],
    ),
  };
}
