// Probes of JSON rich text: size, and the uids of its nodes.
import { type Json, must, type Reply, took } from '../client.ts';
import { entriesOf, type Ground, jsonRichText, makeType } from '../ground.ts';
import type { Probe } from '../probe.ts';

const paragraph = (text: string, uid?: string): Json => ({
  type: 'p',
  attrs: {},
  ...(uid === undefined ? {} : { uid }),
  children: [{ text }],
});

async function post(ground: Ground, title: string, story: unknown): Promise<Reply> {
  const type = await ground.once('rich', () => makeType(ground, 'rich', [jsonRichText('story')]));
  return ground.api.post(entriesOf(type), { entry: { title, story } });
}

const save = (ground: Ground, title: string, children: Json[]): Promise<Reply> =>
  post(ground, title, { type: 'doc', uid: `doc${title}`, attrs: {}, children });

const largeRichText: Probe = {
  shows: ['largeRichText'],
  async play(ground, show) {
    must(await save(ground, 'small', [paragraph('some words', 'p1')]));
    const large = await save(ground, 'large', [paragraph('word '.repeat(8000), 'p1')]);
    show('largeRichText', took(large) ? 'accept' : 'refuse');
  },
};

const otherValues: Probe = {
  shows: ['emptyRichText', 'htmlForRichText'],
  async play(ground, show) {
    must(await save(ground, 'usual', [paragraph('some words', 'p1')]));
    show('emptyRichText', took(await save(ground, 'empty', [])) ? 'accept' : 'refuse');
    show('htmlForRichText', took(await post(ground, 'html', '<p>some words</p>')) ? 'accept' : 'refuse');
  },
};

const nodeUids: Probe = {
  shows: ['nodeUids', 'duplicateNodeUids'],
  async play(ground, show) {
    const twice = await save(ground, 'twice', [paragraph('one', 'p1'), paragraph('other', 'p1')]);
    show('duplicateNodeUids', took(twice) ? 'taken' : 'refused');
    const bare = await save(ground, 'bare', [paragraph('no uid')]);
    if (!took(bare)) return show('nodeUids', 'refused');
    const path = `${entriesOf(`${ground.prefix}_rich`)}/${bare.body.entry.uid}`;
    const [node] = must(await ground.api.get(path)).entry.story?.children ?? [];
    show('nodeUids', node?.uid ? 'added' : 'left out');
  },
};

export const richText = [largeRichText, otherValues, nodeUids];
