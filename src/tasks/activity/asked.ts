// What list_activity is asked for, with names turned into what the lists have: a name that is not there would read as if nothing had happened.
import type { Ground } from '../../operations/task.ts';
import { readEnvironment, readLocales, readTypeUid } from '../types.ts';
import { refuseTitle } from './absent.ts';
import { isOther, type Verb } from './happening.ts';
import { type Folk, findPeople } from './people.ts';
import type { Wanted } from './sources.ts';
import { readSpan } from './span.ts';

export interface Asked {
  since?: string;
  until?: string;
  what?: readonly Verb[];
  content_type_uid?: string;
  entry_uid?: string;
  environment?: string;
  locale?: string;
  who?: string;
  skip?: number;
}

/** @param folk where somebody is named. @throws {BadTask} for a name of what is not there. */
export async function readWanted(ground: Ground, asked: Asked, folk: Folk | undefined): Promise<Wanted> {
  const { what: verbs, content_type_uid: type, entry_uid: entry, environment, locale, who } = asked;
  const span = readSpan(asked);
  if (entry !== undefined) refuseTitle(entry);
  return {
    span,
    verbs,
    type: type === undefined || isOther(type) ? type : await readTypeUid(ground, type),
    entry,
    environment: environment === undefined ? undefined : await readEnvironment(ground, environment),
    locale: locale === undefined ? undefined : (await readLocales(ground, [locale], 'locale')).codes[0],
    by: who === undefined || !folk ? undefined : findPeople(who, folk),
  };
}
