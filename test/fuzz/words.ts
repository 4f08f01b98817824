// What means something to the stack that a sandbox holds: names for drawn arguments, and those that go together.
import type { Sandbox } from '../../src/sandbox/index.ts';

/** Names of things in the stack: those of its kind for `asset_uid`, and all of them where the kind is not known. */
export function toWords({ state: { files: _, ...state } }: Sandbox): (argument: string) => string[] {
  const kinds = Object.entries({ ...state, ...state.branches.main }).map(([kind, things]) => [kind, namesIn(things)]);
  const all = [...namesIn(state), 'main', 'development'];
  return argument => {
    if (argument === 'channels') return ['assets.create', 'content_types.entries.update', 'releases.create'];
    // `entry_uid` is of `entries`, `parent_uid` of none: the first letters tell.
    const stem = argument
      .replace(/_uids?$/, '')
      .slice(0, 5)
      .replace(/y$/, 'i');
    const own =
      stem.length > 3
        ? kinds.filter(([kind]) => String(kind).startsWith(stem)).flatMap(([, names]) => names ?? [])
        : [];
    return own.length > 0 ? [...own] : all;
  };
}

/** An entry and its content type, beside a term and its taxonomy. */
export function toSets({ state }: Sandbox): Record<string, unknown>[] {
  const terms = Object.values(state.taxonomies).flatMap(({ uid, terms }) =>
    Object.keys(terms).map(term_uid => ({ taxonomy_uid: uid, term_uid })),
  );
  return Object.entries(state.branches.main?.entries ?? {})
    .flatMap(([content_type_uid, entries]) => Object.keys(entries).map(entry_uid => ({ content_type_uid, entry_uid })))
    .map((entry, index) => ({ ...entry, ...terms[index % terms.length], branch: 'main', locale: 'en-us', version: 1 }));
}

function namesIn(things: unknown): string[] {
  const names = new Set<string>();
  JSON.stringify(things, (key, value) => {
    if (/^(uid|code|name|term_uid)$/.test(key) && typeof value === 'string' && value.length < 40) names.add(value);
    return value;
  });
  return [...names];
}
