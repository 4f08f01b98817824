// Drafts a new entry of what a person says of it: checked first, saved once, and told as it is stored.

import { isObject, type Json } from '../../content/value.ts';
import { BadTask, type Found, type Ground, NotDone } from '../../operations/task.ts';
import { saysAbsent } from '../../operations/verdict.ts';
import { type Known, makeFinding } from '../lookups.ts';
import { requireDone } from '../told-save.ts';
import { assetUid, readLocales, readTypeUid } from '../types.ts';
import { type Made, makeDraft } from './make.ts';
import { tellDrafted, tellRehearsed, tellWrong } from './told.ts';

export interface Drafting {
  content_type_uid: string;
  fields: Json;
  locale?: string;
  dry_run?: boolean;
}

/** @throws {BadTask | NotDone | Refused} where nothing was saved, or nobody knows. */
export async function draftEntry(
  ground: Ground,
  { content_type_uid, fields, dry_run, ...given }: Drafting,
): Promise<Found> {
  const type = await readTypeUid(ground, content_type_uid);
  if (type === assetUid) throw new BadTask('content_type_uid: assets are no entries; upload_asset makes one');
  const { codes, master } = await readPlace(ground, given.locale);
  const locale = codes[0];
  const isOther = locale !== undefined && locale !== master;
  const seen = new Map<string, Known>();
  const finding = makeFinding(ground, { locale: isOther ? locale : undefined, seen });
  const isRehearsal = dry_run === true || ground.isRehearsal;
  let made: Made | undefined;
  const place = { content_type_uid: type, ...(locale === undefined ? {} : { locale }) };
  let saved = await ground.save({
    operation: 'create_entry',
    given: place,
    async make(_, schema) {
      made = await makeDraft(ground, { type, fields, locale, master, finding, isRehearsal }, schema);
      const { value, problems, wrong, notes } = made;
      return problems.length > 0 ? { problems: [...problems, ...wrong] } : { value, notes };
    },
    isRehearsal,
  });
  const telling = { type, locale: locale ?? master, seen, most: ground.budget };
  // It may have been refused before anything was made.
  const draft = made as Made | undefined;
  // The same by places: uids that were just given to instances tell nobody anything.
  if (saved.state === 'wrong' && draft?.problems.length === 0 && draft.wrong.length > 0)
    saved = { ...saved, problems: draft.wrong };
  if (saved.state === 'wrong' && dry_run && draft) return tellWrong(draft, saved.problems, telling);
  if (saved.state === 'unknown') throw new NotDone(`${saved.says}\n${notKnown}`);
  const done = requireDone(saved);
  const isDry = done.state === 'rehearsed';
  const notes = isOther
    ? [await tellMaster(ground, { type, uid: isDry ? undefined : done.after.uid, locale, master })]
    : [];
  if (isDry && draft) return tellRehearsed({ ...draft, notes: [...done.notes, ...notes] }, telling);
  const link = ground.toLink('create_entry', place, { locale: telling.locale, ...done.after });
  return tellDrafted({ ...done, notes: [...done.notes, ...notes] }, link, telling);
}

const notKnown =
  'Whether it was saved is not known: a look right after it did not show it, and it may still come. Look for its title before you draft it again.';

const readPlace = async (ground: Ground, locale: string | undefined): ReturnType<typeof readLocales> => {
  if (locale !== undefined) return readLocales(ground, [locale], 'locale');
  const words = await ground.words('locales');
  return { codes: [], master: words?.find(({ isMaster }) => isMaster)?.value };
};

interface Place {
  type: string;
  uid: unknown;
  locale: string;
  master: string | undefined;
}

/** What became of the master language, which the draft was not written in. */
async function tellMaster(ground: Ground, { type, uid, locale, master }: Place): Promise<string> {
  const language = master === undefined ? 'the master language' : `${master}, the master language,`;
  if (typeof uid !== 'string')
    return `in ${language} it may get a version with the same texts: the answer to the save says so`;
  const asked = { content_type_uid: type, entry_uid: uid, locale: master };
  // The draft is saved by now: whatever happens here, that is told.
  const answer = await ground.send('get_entry', asked).catch(() => undefined);
  const entry = isObject(answer?.body) ? answer.body.entry : undefined;
  const isMissing = answer !== undefined && saysAbsent(answer);
  if (isMissing || (isObject(entry) && entry.locale === locale)) return `it has no version in ${language} yet`;
  return isObject(entry)
    ? `it has a version in ${language} too, with the same texts, which are in ${locale}: edit_entry puts them right`
    : `whether it has a version in ${language} too is not known`;
}
