// What was called, of which stack, and the things that it was about: what may be told of them.
import { isObject } from '../operations/is-object.ts';
import type { Called } from '../server/watching/watch.ts';
import type { Stack } from '../stack/stack.ts';
import type { Target } from './fields.ts';
import { type Thing, toMeant } from './named.ts';
import type { Sent } from './sent.ts';
import { type Secrets, toKnown, toTold } from './telling.ts';
import type { Change } from './versions.ts';

export interface Naming {
  secrets: Secrets;
  /** Of several stacks, what one is called; who sees only one of them does not hear it. */
  nameOf: (stack: Stack) => string | undefined;
}

/** Things told of one call at most. */
const mostTargets = 100;

export function toWhat(called: Called, { secrets, nameOf }: Naming, sent: Sent | undefined) {
  const { member, stack, tool, given } = called;
  const { offered } = tool;
  const { named, changes, confirmed } = sent?.named() ?? {
    named: toMeant(given),
    changes: [],
    confirmed: new Set<string>(),
  };
  const known = toKnown(stack, confirmed);
  const tell = (word: unknown): string | undefined => toTold(word, known, secrets);
  const tellAll = (words: readonly string[]): string[] => [...new Set(words)].flatMap(word => tell(word) ?? []);
  const { branch = stack.access.facts.branches.default } = (isObject(given) ? given : {}) as { branch?: unknown };
  const targets = toTargets(named.things, changes, tell);
  const environments = tellAll(named.environments);
  const languages = tellAll(named.languages);
  const key = member.settings.keys.apiKey;
  const where = member.name ?? nameOf(stack) ?? (key === undefined ? undefined : `…${key.slice(-4)}`);
  const told = offered.reach === 'global' ? undefined : tell(branch);
  return {
    ...(where === undefined ? {} : { stack: where }),
    ...(told === undefined ? {} : { branch: told }),
    tool: offered.name,
    effect: offered.effect,
    ...(targets.length > 0 ? { targets: targets.slice(0, mostTargets) } : {}),
    ...(targets.length > mostTargets ? { more_targets: targets.length - mostTargets } : {}),
    ...(environments.length > 0 ? { environments } : {}),
    ...(languages.length > 0 ? { languages } : {}),
    ...(member.settings.dryRun && offered.effect !== 'read' ? { rehearsal: true as const } : {}),
  };
}

/** Each thing once; of one that was changed in several languages, once for each. */
function toTargets(
  things: readonly Thing[],
  changes: readonly Change[],
  tell: (word: unknown) => string | undefined,
): Target[] {
  const seen = new Set<string>();
  return things.flatMap(({ kind, content_type: type, uid }): Target[] => {
    const told = { type: tell(type), uid: tell(uid) };
    const key = JSON.stringify([kind, told.type, told.uid]);
    if ((told.type === undefined && told.uid === undefined) || seen.has(key)) return [];
    seen.add(key);
    const own = uid === undefined ? [] : changes.filter(each => each.uid === uid);
    const base = {
      kind,
      ...(told.type === undefined ? {} : { content_type: told.type }),
      ...(told.uid === undefined ? {} : { uid: told.uid }),
    };
    return (own.length > 0 ? own : [undefined]).map(change => {
      const { uid: _, language, ...versions } = change ?? {};
      const said = tell(language);
      return { ...base, ...(said === undefined ? {} : { language: said }), ...versions };
    });
  });
}
