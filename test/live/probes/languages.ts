// Probes of languages: what is published in several, what falls back, what is taken away.
import { type Json, must, took } from '../client.ts';
import {
  entriesOf,
  environmentOf,
  field,
  type Ground,
  languageOf,
  makeEntry,
  makeLanguage,
  makeType,
  masterOf,
  patiently,
  plainType,
} from '../ground.ts';
import { NotShown, type Probe } from '../probe.ts';

/** Publishes and waits until it stands there in all languages. */
async function publish(ground: Ground, path: string, locales: string[]): Promise<void> {
  const { uid, name } = await environmentOf(ground);
  must(await ground.api.post(`${path}/publish`, { entry: { environments: [name], locales } }));
  for (const locale of locales) {
    await patiently('a publication', async () => {
      const details = await readDetails(ground, `${path}?locale=${locale}`);
      return details.some(detail => detail.locale === locale && detail.environment === uid) || undefined;
    });
  }
}

async function readDetails(ground: Ground, path: string): Promise<Json[]> {
  const { entry } = must(await ground.api.get(`${path}&include_publish_details=true`));
  if (!entry.publish_details) throw new NotShown('the entry tells no publish details');
  return [entry.publish_details].flat();
}

/** An entry that refers to another, in the master and in another language, and published in both. */
const publishedTwice = (ground: Ground) =>
  ground.once('published twice', async () => {
    const [master, locale, target] = [await masterOf(ground), await languageOf(ground), await plainType(ground)];
    const refers = field('other', 'reference', { reference_to: [target], field_metadata: { ref_multiple: true } });
    const type = await makeType(ground, 'spoken', [refers]);
    const other = await makeEntry(ground, target, { title: 'spoken of' });
    const fields = { title: 'spoken', other: [{ uid: other.uid, _content_type_uid: target }] };
    const { uid } = await makeEntry(ground, type, fields);
    const path = `${entriesOf(type)}/${uid}`;
    must(await ground.api.put(`${path}?locale=${locale}`, { entry: { ...fields, title: 'spoken otherwise' } }));
    await publish(ground, path, [master, locale]);
    return { uid, path, master, locale, references: `${entriesOf(target)}/${other.uid}/references` };
  });

const publishDetails: Probe = {
  shows: ['publishDetails'],
  async play(ground, show) {
    const { path, master, locale } = await publishedTwice(ground);
    const details = await readDetails(ground, `${path}?locale=${master}`);
    show('publishDetails', details.some(detail => detail.locale === locale) ? 'every locale' : 'that locale');
  },
};

const lostLocalisation: Probe = {
  shows: ['lostLocalisation'],
  async play(ground, show) {
    const { uid, path, locale, references } = await publishedTwice(ground);
    // Who refers to an entry is told with all places where it stands.
    const standsThere = async (): Promise<boolean> => {
      const body = must(await ground.api.get(`${references}?include_publish_details=true`));
      const found = body.references.find((each: Json) => each.entry_uid === uid);
      if (!found?.publish_details) throw new NotShown('the references tell no publish details');
      return [found.publish_details].flat().some((detail: Json) => detail.locale === locale);
    };
    if (!(await standsThere())) throw new NotShown('the references do not tell of all languages');
    must(await ground.api.post(`${path}/unlocalize?locale=${locale}`));
    show('lostLocalisation', (await standsThere()) ? 'stay published' : 'unpublish');
  },
};

const inOtherLanguage: Probe = {
  shows: ['versionsByLanguage', 'sharedFields', 'titleInOtherLanguage'],
  async play(ground, show) {
    const locale = await languageOf(ground);
    const type = await makeType(ground, 'shared', [field('same', 'text', { non_localizable: true })]);
    const { uid } = await makeEntry(ground, type, { title: 'in the master', same: 'one' });
    const path = `${entriesOf(type)}/${uid}?locale=${locale}`;
    const { entry } = must(await ground.api.put(path, { entry: { title: 'elsewhere', same: 'one' } }));
    show('versionsByLanguage', entry._version);
    const reply = await ground.api.put(path, { entry: { title: 'elsewhere', same: 'other' } });
    const read = must(await ground.api.get(path)).entry;
    show('sharedFields', !took(reply) ? 'refused' : read.same === 'other' ? 'saved' : 'ignored');
    const again = await ground.api.post(entriesOf(type), { entry: { title: 'elsewhere', same: 'two' } });
    show('titleInOtherLanguage', took(again) ? 'free' : 'taken');
  },
};

const firstInOtherLanguage: Probe = {
  shows: ['firstInOtherLanguage'],
  async play(ground, show) {
    const [type, master, locale] = [await plainType(ground), await masterOf(ground), await languageOf(ground)];
    const entry = { title: 'first elsewhere' };
    const { uid } = must(await ground.api.post(`${entriesOf(type)}?locale=${locale}`, { entry })).entry;
    const { locales } = must(await ground.api.get(`${entriesOf(type)}/${uid}/locales`));
    const isThere = (code: string): boolean =>
      locales.some((each: Json) => each.code === code && each.localized !== false);
    if (!isThere(locale)) throw new NotShown('the languages of the entry do not name its own');
    show('firstInOtherLanguage', isThere(master) ? 'with a master version' : 'alone');
  },
};

const releaseFallback: Probe = {
  shows: ['releaseFallback'],
  async play(ground, show) {
    const [type, master, locale] = [await plainType(ground), await masterOf(ground), await languageOf(ground)];
    const { uid } = await makeEntry(ground, type, { title: 'released' });
    const body = { release: { name: `${ground.prefix}_fallback`, description: '', locked: false, archived: false } };
    const { release } = must(await ground.api.post('/releases', body));
    const item = { uid, content_type_uid: type, version: 1, action: 'publish' };
    const path = `/releases/${release.uid}/item`;
    must(await ground.api.post(path, { item: { ...item, locale: master } }));
    show('releaseFallback', took(await ground.api.post(path, { item: { ...item, locale } })) ? 'allow' : 'refuse');
  },
};

const deleteFallback: Probe = {
  shows: ['deleteFallback'],
  async play(ground, show) {
    const master = await masterOf(ground);
    const fallback = await makeLanguage(ground, 'fallback');
    const heir = await makeLanguage(ground, 'heir', fallback);
    if (!took(await ground.api.remove(`/locales/${fallback}`))) return show('deleteFallback', 'refuse');
    const { locale } = must(await ground.api.get(`/locales/${heir}`));
    show('deleteFallback', locale.fallback_locale === master ? 'fall back to master' : 'fall back to nothing');
  },
};

export const languages = [
  publishDetails,
  lostLocalisation,
  inOtherLanguage,
  firstInOtherLanguage,
  releaseFallback,
  deleteFallback,
];
