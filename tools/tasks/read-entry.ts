// One entry as a person reads it: fields by address, rich text as Markdown, what it refers to by title, and where it is live.
import { toReadable } from '../../src/content/reading/entry.ts';
import { anyVersion, flag, list, locale, segment, text } from '../../src/operations/fields.ts';
import { defineTask } from '../../src/operations/task.ts';
import { type Asked, readEntry, tellPlaces } from '../../src/tasks/entry.ts';
import { readSource } from '../../src/tasks/source.ts';
import { tellEntry, tellName } from '../../src/tasks/told-entry.ts';
import { readType, requireUid } from '../../src/tasks/types.ts';

export default defineTask('read_entry', {
  title: 'Read an entry',
  effect: 'read',
  description:
    'One entry (page, post) as a person reads it: every field by address, rich text as Markdown, references and files by title, empty fields, where it is live.',
  uses: {
    must: ['get_entry', 'get_content_type'],
    may: ['list_entry_versions', 'list_languages', 'list_environments'],
  },
  fields: {
    content_type_uid: segment,
    entry_uid: segment,
    locale,
    version: anyVersion,
    environment: text.describe('What is live there'),
    fields: list.describe('Addresses, or how they begin'),
    translatable: flag.describe('Only texts to translate, and what changed in their source since'),
  },
  async run(given, ground) {
    const { content_type_uid, entry_uid, fields, translatable, ...asked } = given as Omit<Asked, 'uid'> & {
      content_type_uid: string;
      entry_uid: string;
      fields?: string[];
      translatable?: boolean;
    };
    const isTranslatable = translatable === true;
    requireUid(content_type_uid, entry_uid);
    const type = await readType(ground, content_type_uid);
    const { entry, saved, environment } = await readEntry(ground, type, { uid: entry_uid, ...asked });
    const places = await tellPlaces(ground, type, entry ?? saved);
    if (!entry) {
      return {
        says: `${tellName(type, saved)} ${places.published === 'unknown' || places.published === undefined ? 'has no publish recorded' : 'is not live'} in ${environment}${asked.locale === undefined ? '' : ` in ${asked.locale}`}`,
        shown: { published: places.published ?? 'unknown' },
      };
    }
    const isOwn = asked.locale !== undefined && entry.locale === asked.locale;
    return tellEntry({
      type,
      entry,
      places,
      isTranslatable,
      locale: asked.locale,
      readable: await toReadable(entry, type.schema, { isIncluded: true, isTranslatable }),
      wanted: fields ?? [],
      source: isTranslatable && isOwn ? await readSource(ground, type, entry) : undefined,
      notes:
        saved._version === entry._version
          ? []
          : [`this is what is live in ${environment}; the latest is v${String(saved._version)}`],
    });
  },
});
