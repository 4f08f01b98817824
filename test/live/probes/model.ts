// Probes of content types, global fields and extensions.
import { type Json, must, took } from '../client.ts';
import {
  entriesOf,
  extensionOf,
  field,
  type Ground,
  makeEntry,
  makeType,
  nowhere,
  plainType,
  titleField,
  typeOf,
} from '../ground.ts';
import { NotShown, type Probe } from '../probe.ts';

const deleteTypeWithEntries: Probe = {
  shows: ['deleteTypeWithEntries'],
  async play(ground, show) {
    const type = await makeType(ground, 'held');
    await makeEntry(ground, type, { title: 'holds it' });
    must(await ground.api.get(entriesOf(type)));
    show('deleteTypeWithEntries', took(await ground.api.remove(`/content_types/${type}`)) ? 'allowed' : 'needs force');
  },
};

const missingSchema: Probe = {
  shows: ['missingSchema'],
  async play(ground, show) {
    const type = await makeType(ground, 'schema', [field('words', 'text')]);
    const { schema, ...rest } = typeOf(ground, 'schema', [field('words', 'text')]).content_type;
    must(await ground.api.put(`/content_types/${type}`, { content_type: { ...rest, schema } }));
    const reply = await ground.api.put(`/content_types/${type}`, { content_type: rest });
    if (!took(reply)) return show('missingSchema', 'refuse');
    const kept = must(await ground.api.get(`/content_types/${type}`)).content_type.schema;
    show('missingSchema', kept.length === 2 ? 'keep' : 'emptied');
  },
};

const options: Probe = {
  shows: ['pageOptions', 'publishableOption'],
  async play(ground, show) {
    const { content_type } = typeOf(ground, 'page', [field('url', 'text')]);
    const given = { ...content_type, options: { is_page: true, singleton: false, title: 'title', sub_title: [] } };
    must(await ground.api.post('/content_types', { content_type: given }));
    const read = must(await ground.api.get(`/content_types/${ground.prefix}_page`)).content_type.options;
    show('pageOptions', 'url_pattern' in read || 'url_prefix' in read ? 'filled in' : 'left out');
    show('publishableOption', 'publishable' in read ? 'filled in' : 'left out');
  },
};

const refersTo = (...types: string[]): Json =>
  field('other', 'reference', { reference_to: types, field_metadata: { ref_multiple: true } });

const unknownReferenceTo: Probe = {
  shows: ['unknownReferenceTo'],
  async play(ground, show) {
    await makeType(ground, 'to_something', [refersTo(await plainType(ground))]);
    const type = typeOf(ground, 'to_nothing', [refersTo(`${ground.prefix}_nothing`)]);
    show('unknownReferenceTo', took(await ground.api.post('/content_types', type)) ? 'allow' : 'refuse');
  },
};

const typeReferences: Probe = {
  shows: ['typeReferences'],
  async play(ground, show) {
    const last = await makeType(ground, 'last');
    const middle = await makeType(ground, 'middle', [refersTo(last)]);
    await makeType(ground, 'outer', [refersTo(middle)]);
    const { references } = must(await ground.api.get(`/content_types/${last}/references`));
    const names = JSON.stringify(references);
    if (!names.includes('middle')) throw new NotShown('the references do not name who refers');
    show('typeReferences', names.includes('outer') ? 'nested' : 'direct');
  },
};

const capitalsInTypeUids: Probe = {
  shows: ['capitalsInTypeUids'],
  async play(ground, show) {
    const reply = await ground.api.post('/content_types', typeOf(ground, 'Capital'));
    if (!took(reply)) return show('capitalsInTypeUids', 'refuse');
    show('capitalsInTypeUids', /C/.test(reply.body.content_type.uid) ? 'allow' : 'made small');
  },
};

const unknownExtension: Probe = {
  shows: ['unknownExtension'],
  async play(ground, show) {
    const customField = (extension_uid: string): Json => field('custom', 'json', { extension_uid, config: {} });
    await makeType(ground, 'custom', [customField(await extensionOf(ground))]);
    const reply = await ground.api.post('/content_types', typeOf(ground, 'strange', [customField(nowhere())]));
    show('unknownExtension', took(reply) ? 'allow' : 'refuse');
  },
};

/** What a global field of a name is created with. */
const globalOf = ({ prefix }: Ground, name: string, schema: Json[]) => ({
  global_field: { title: `${prefix} ${name}`, uid: `${prefix}_${name}`, description: '', schema },
});

const nestedGlobalFields: Probe = {
  shows: ['nestedGlobalFields'],
  async play(ground, show) {
    const { api, prefix } = ground;
    must(await api.post('/global_fields', globalOf(ground, 'inner', [field('words', 'text')])));
    const nested = globalOf(ground, 'nesting', [
      field('words', 'text'),
      field('inner', 'global_field', { reference_to: `${prefix}_inner` }),
    ]);
    if (took(await api.post('/global_fields', nested))) return show('nestedGlobalFields', 'always');
    const isTaken = took(await api.post('/global_fields', nested, { api_version: '3.2' }));
    show('nestedGlobalFields', isTaken ? 'with api_version 3.2' : 'refuse');
  },
};

const manyFields = (count: number): Json[] => Array.from({ length: count }, (_, at) => field(`f${at}`, 'text'));

const mostGlobalFieldFields: Probe = {
  shows: ['mostGlobalFieldFields'],
  async play(ground, show) {
    const take = async (count: number): Promise<boolean> =>
      took(await ground.api.post('/global_fields', globalOf(ground, `many_${count}`, manyFields(count))));
    if (!(await take(100))) throw new NotShown('a hundred fields are refused');
    if (!(await take(101))) return show('mostGlobalFieldFields', 100);
    show('mostGlobalFieldFields', (await take(501)) ? 'more' : 500);
  },
};

const deleteGlobalField: Probe = {
  shows: ['deleteGlobalField'],
  async play(ground, show) {
    must(await ground.api.post('/global_fields', globalOf(ground, 'unused', [titleField])));
    const reply = await ground.api.remove(`/global_fields/${ground.prefix}_unused`);
    show('deleteGlobalField', took(reply) ? 'force when used' : 'force always');
  },
};

const extensionTitles: Probe = {
  shows: ['extensionTitles'],
  async play({ api, prefix }, show) {
    const extension = { title: `${prefix}_twice`, type: 'field', data_type: 'text', srcdoc: '<p></p>', tags: [] };
    must(await api.post('/extensions', { extension }));
    show('extensionTitles', took(await api.post('/extensions', { extension })) ? 'free' : 'unique');
  },
};

const widgetScope: Probe = {
  shows: ['widgetScope'],
  async play({ api, prefix }, show) {
    const widget = { type: 'widget', srcdoc: '<p></p>', tags: [] };
    const post = (title: string, more: Json) =>
      api.post('/extensions', { extension: { ...widget, title: `${prefix}_${title}`, ...more } });
    must(await post('scoped', { scope: { content_types: ['$all'] } }));
    show('widgetScope', took(await post('unscoped', {})) ? 'optional' : 'required');
  },
};

export const model = [
  deleteTypeWithEntries,
  missingSchema,
  options,
  unknownReferenceTo,
  typeReferences,
  capitalsInTypeUids,
  unknownExtension,
  nestedGlobalFields,
  mostGlobalFieldFields,
  deleteGlobalField,
  extensionTitles,
  widgetScope,
];
