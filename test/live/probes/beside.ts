// Probes of what hangs on entries: variants and metadata.
import { type Json, must, took } from '../client.ts';
import { type Ground, makeEntry, nowhere, plainType } from '../ground.ts';
import { NotShown, type Probe } from '../probe.ts';

const variantBranches: Probe = {
  shows: ['variantBranches'],
  async play(ground, show) {
    const type = await plainType(ground);
    const { branches } = must(await ground.api.get('/stacks/branches?limit=100'));
    const other = branches.find(({ uid }: Json) => uid !== 'main')?.uid;
    if (!other) throw new NotShown('the stack has no branch beside main');
    const { uid } = must(await ground.api.post('/variant_groups', { name: `${ground.prefix}_group` }));
    const content_types = [{ uid: type, status: 'linked' }];
    const link = (names: string[]) =>
      ground.api.put(`/variant_groups/${uid}/variants`, { content_types, branches: names });
    must(await link(['main']));
    show('variantBranches', took(await link(['main', other])) ? 'any branch' : 'main only');
  },
};

const extensionOf = ({ api, prefix, once }: Ground): Promise<string> =>
  once('extension', async () => {
    const extension = { title: `${prefix}_notes`, type: 'field', data_type: 'json', srcdoc: '<p></p>', tags: [] };
    return must(await api.post('/extensions', { extension })).extension.uid;
  });

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

export const beside = [variantBranches, metadata];
