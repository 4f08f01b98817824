// Probes of saving entries: fields left out, unknown, empty or pointing nowhere, and entries as files.
import { type Json, must, took } from '../client.ts';
import { entriesOf, field, makeEntry, makeType, nowhere, plainType, upload } from '../ground.ts';
import { NotShown, type Probe } from '../probe.ts';

const missingFields: Probe = {
  shows: ['missingFields'],
  async play(ground, show) {
    const type = await plainType(ground);
    const { uid } = await makeEntry(ground, type, { title: 'left out', words: 'some', more: 'more' });
    const path = `${entriesOf(type)}/${uid}`;
    must(await ground.api.put(path, { entry: { title: 'left out', more: 'else' } }));
    const { words } = must(await ground.api.get(path)).entry;
    if (words !== 'some' && words) throw new NotShown('the field holds something else');
    show('missingFields', words === 'some' ? 'keep' : 'clear');
  },
};

const unknownFields: Probe = {
  shows: ['unknownFields'],
  async play(ground, show) {
    const type = await plainType(ground);
    const reply = await ground.api.post(entriesOf(type), { entry: { title: 'unknown', live_unknown: 'words' } });
    if (!took(reply)) return show('unknownFields', 'refuse');
    const { entry } = must(await ground.api.get(`${entriesOf(type)}/${reply.body.entry.uid}`));
    show('unknownFields', 'live_unknown' in entry ? 'kept' : 'ignore');
  },
};

const defaultValues: Probe = {
  shows: ['defaultValues'],
  async play(ground, show) {
    const words = field('words', 'text', { field_metadata: { default_value: 'usual' } });
    const type = await makeType(ground, 'defaults', [words]);
    const { uid } = await makeEntry(ground, type, { title: 'by default' });
    const { entry } = must(await ground.api.get(`${entriesOf(type)}/${uid}`));
    show('defaultValues', entry.words === 'usual' ? 'applied on create' : 'left out');
  },
};

const booleansInBlocks: Probe = {
  shows: ['booleansInBlocks'],
  async play(ground, show) {
    const words = field('words', 'text', { field_metadata: { default_value: 'usual' } });
    const flag = field('flag', 'boolean', { field_metadata: { default_value: true } });
    const blocks = [{ uid: 'part', title: 'Part', schema: [words, flag, field('more', 'text')] }];
    const type = await makeType(ground, 'blocks', [field('parts', 'blocks', { multiple: true, blocks })]);
    const { uid } = await makeEntry(ground, type, { title: 'in parts', parts: [{ part: { more: 'some' } }] });
    const part = must(await ground.api.get(`${entriesOf(type)}/${uid}`)).entry.parts?.[0]?.part ?? {};
    if (part.words !== 'usual') throw new NotShown('no default is filled in there');
    show('booleansInBlocks', part.flag === true ? 'applied on create' : 'left out');
  },
};

const largeNumbers: Probe = {
  shows: ['largeNumbers'],
  async play(ground, show) {
    const type = await makeType(ground, 'numbers', [field('count', 'number')]);
    await makeEntry(ground, type, { title: 'small', count: 5 });
    const reply = await ground.api.post(entriesOf(type), { entry: { title: 'large', count: 5_000_000_000 } });
    if (!took(reply)) return show('largeNumbers', 'refuse');
    const { entry } = must(await ground.api.get(`${entriesOf(type)}/${reply.body.entry.uid}`));
    show('largeNumbers', entry.count === 5_000_000_000 ? 'take' : 'another number');
  },
};

const absentGroups: Probe = {
  shows: ['absentGroups'],
  async play(ground, show) {
    const inner = field('words', 'text', { mandatory: true });
    const type = await makeType(ground, 'groups', [field('group', 'group', { schema: [inner] })]);
    await makeEntry(ground, type, { title: 'with it', group: { words: 'some' } });
    const reply = await ground.api.post(entriesOf(type), { entry: { title: 'without it' } });
    show('absentGroups', took(reply) ? 'ignored' : 'checked');
  },
};

const partialGroup: Probe = {
  shows: ['partialGroup'],
  async play(ground, show) {
    const group = field('group', 'group', { schema: [field('words', 'text'), field('more', 'text')] });
    const type = await makeType(ground, 'halves', [group]);
    const { uid } = await makeEntry(ground, type, { title: 'halves', group: { words: 'some', more: 'more' } });
    const path = `${entriesOf(type)}/${uid}`;
    must(await ground.api.put(path, { entry: { title: 'halves', group: { words: 'else' } } }));
    const { entry } = must(await ground.api.get(path));
    if (entry.group?.words !== 'else') throw new NotShown('the group was not saved');
    show('partialGroup', entry.group.more === 'more' ? 'merged' : 'replaced');
  },
};

const trashAndOrder: Probe = {
  shows: ['deletedTitle', 'listOrder'],
  async play(ground, show) {
    const type = await makeType(ground, 'ordered');
    const path = entriesOf(type);
    const { uid: one } = await makeEntry(ground, type, { title: 'one' });
    const { uid: other } = await makeEntry(ground, type, { title: 'other' });
    must(await ground.api.put(`${path}/${one}`, { entry: { title: 'one again' } }));
    const uids = must(await ground.api.get(path)).entries.map((entry: Json) => entry.uid);
    show('listOrder', uids[0] === one && uids[1] === other ? 'newest first' : 'otherwise');
    must(await ground.api.remove(`${path}/${other}`));
    show('deletedTitle', took(await ground.api.post(path, { entry: { title: 'other' } })) ? 'free' : 'taken');
  },
};

const danglingReferences: Probe = {
  shows: ['danglingReferences'],
  async play(ground, show) {
    const target = await plainType(ground);
    const refers = field('other', 'reference', { reference_to: [target], field_metadata: { ref_multiple: true } });
    const type = await makeType(ground, 'pointers', [refers]);
    const { uid } = await makeEntry(ground, target, { title: 'pointed at' });
    await makeEntry(ground, type, { title: 'somewhere', other: [{ uid, _content_type_uid: target }] });
    const other = [{ uid: nowhere(), _content_type_uid: target }];
    const reply = await ground.api.post(entriesOf(type), { entry: { title: 'nowhere', other } });
    show('danglingReferences', took(reply) ? 'taken' : 'refused');
  },
};

const exportShape: Probe = {
  shows: ['exportShape'],
  async play(ground, show) {
    const type = await makeType(ground, 'files', [field('file', 'file')]);
    const { uid: file } = await upload(ground, 'exported');
    const { uid } = await makeEntry(ground, type, { title: 'exported', file });
    const body = must(await ground.api.get(`${entriesOf(type)}/${uid}/export`));
    const shown = (body.entry ?? body).file;
    if (!shown) throw new NotShown('the export has no file field');
    show('exportShape', typeof shown === 'string' ? 'write' : 'read');
  },
};

function entryFile(entry: Json): FormData {
  const form = new FormData();
  form.append('entry', new File([JSON.stringify({ entry })], 'entry.json', { type: 'application/json' }));
  return form;
}

const imports: Probe = {
  shows: ['importedUid', 'restoreByImport'],
  async play(ground, show) {
    const path = entriesOf(await plainType(ground));
    const take = (entry: Json) => ground.api.send('POST', `${path}/import`, { body: entryFile(entry) });
    const uid = nowhere();
    const { entry } = must(await take({ uid, title: 'imported' }));
    show('importedUid', entry.uid === uid ? 'kept' : 'another');
    must(await ground.api.remove(`${path}/${entry.uid}`));
    const again = await take({ uid: entry.uid, title: 'imported again' });
    if (!took(again)) return show('restoreByImport', 'refused');
    show('restoreByImport', again.body.entry.uid === entry.uid ? 'the same uid' : 'another uid');
  },
};

export const entries = [
  missingFields,
  unknownFields,
  defaultValues,
  booleansInBlocks,
  largeNumbers,
  absentGroups,
  partialGroup,
  trashAndOrder,
  danglingReferences,
  exportShape,
  imports,
];
