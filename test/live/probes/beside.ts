// Probes of what hangs on entries: variants and metadata.
import { type Json, must, took } from '../client.ts';
import {
  entriesOf,
  environmentOf,
  extensionOf,
  type Ground,
  languageOf,
  makeEntry,
  masterOf,
  nowhere,
  plainType,
} from '../ground.ts';
import { NotShown, type Probe } from '../probe.ts';

/** A variant in a group that the plain content type is linked to. */
const variantOf = (ground: Ground) =>
  ground.once('variant', async () => {
    const { api, prefix } = ground;
    const type = await plainType(ground);
    const { uid: group } = must(await api.post('/variant_groups', { name: `${prefix}_group` }));
    const content_types = [{ uid: type, status: 'linked' }];
    const link = (branches: string[]) => api.put(`/variant_groups/${group}/variants`, { content_types, branches });
    must(await link(['main']));
    const made = must(await api.post(`/variant_groups/${group}/variants`, { name: `${prefix}_variant` }));
    return { link, type, variant: String((made.variant ?? made).uid) };
  });

const singleVariant: Probe = {
  shows: ['singleVariant'],
  async play(ground, show) {
    const { variant } = await variantOf(ground);
    show('singleVariant', must(await ground.api.get(`/variants/${variant}`)).variant ? 'wrapped' : 'bare');
  },
};

const variantFallback: Probe = {
  shows: ['variantFallback'],
  async play(ground, show) {
    const { variant, type } = await variantOf(ground);
    const [{ name }, master, locale] = [await environmentOf(ground), await masterOf(ground), await languageOf(ground)];
    const { uid } = await makeEntry(ground, type, { title: 'varied', words: 'some' });
    const path = `${entriesOf(type)}/${uid}`;
    const change = { words: 'others', _variant: { _change_set: ['words'], _order: [] } };
    must(await ground.api.put(`${path}/variants/${variant}`, { entry: change }));
    const publish = (code: string) => {
      const variants = { variants: [{ uid: variant }], variant_rules: { publish_latest_base: true } };
      const body = { entry: { environments: [name], locales: [code], ...variants }, locale: code };
      return ground.api.post(`${path}/publish`, body, { api_version: '3.2' });
    };
    must(await publish(master));
    show('variantFallback', took(await publish(locale)) ? 'allow' : 'refuse');
  },
};

const variantBranches: Probe = {
  shows: ['variantBranches'],
  async play(ground, show) {
    const { branches } = must(await ground.api.get('/stacks/branches?limit=100'));
    const other = branches.find(({ uid }: Json) => uid !== 'main')?.uid;
    if (!other) throw new NotShown('the stack has no branch beside main');
    const { link } = await variantOf(ground);
    show('variantBranches', took(await link(['main', other])) ? 'any branch' : 'main only');
  },
};

const metadata: Probe = {
  shows: ['reservedMetadataKeys', 'metadataExtension'],
  async play(ground, show) {
    const type = await plainType(ground);
    const { uid } = await makeEntry(ground, type, { title: 'noted' });
    const of = { entity_uid: uid, type: 'entry', _content_type_uid: type, extension_uid: await extensionOf(ground) };
    const post = (more: Json) => ground.api.post('/metadata', { metadata: { ...of, ...more } });
    must(await post({ note: 'one' }));
    const reserved = await post({ note: 'two', created_by: 'nobody' });
    show('reservedMetadataKeys', took(reserved) ? 'ignore' : 'refuse');
    show('metadataExtension', took(await post({ note: 'three', extension_uid: nowhere() })) ? 'any' : 'must exist');
  },
};

export const beside = [singleVariant, variantFallback, variantBranches, metadata];
