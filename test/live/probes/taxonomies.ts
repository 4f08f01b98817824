// Probes of taxonomies and their terms.
import { type Json, must, took } from '../client.ts';
import { entriesOf, environmentOf, field, type Ground, makeEntry, makeType, masterOf } from '../ground.ts';
import { NotShown, type Probe } from '../probe.ts';

async function makeTaxonomy({ api, prefix }: Ground, name: string): Promise<string> {
  const uid = `${prefix}_${name}`;
  must(await api.post('/taxonomies', { taxonomy: { uid, name: uid, description: '' } }));
  return uid;
}

const postTerm = ({ api }: Ground, taxonomy: string, uid: string, parent_uid: string | null = null) =>
  api.post(`/taxonomies/${taxonomy}/terms`, { term: { uid, name: uid, parent_uid } });

/** A taxonomy with one term below the other, and a content type that uses it. */
const tree = (ground: Ground) =>
  ground.once('tree', async () => {
    const taxonomy = await makeTaxonomy(ground, 'tree');
    const terms = ['top', 'middle', 'low'].map(name => `${ground.prefix}_${name}`) as [string, string, string];
    let parent: string | null = null;
    for (const uid of terms) {
      must(await postTerm(ground, taxonomy, uid, parent));
      parent = uid;
    }
    const taxonomies = [{ taxonomy_uid: taxonomy, max_terms: 5, mandatory: false, multiple: true }];
    const terms_field = field('taxonomies', 'taxonomy', { taxonomies, multiple: true });
    return { taxonomy, terms, type: await makeType(ground, 'sorted', [terms_field]) };
  });

const unknownTerms: Probe = {
  shows: ['unknownTerms', 'taxonomyQuery'],
  async play(ground, show) {
    const { taxonomy, terms, type } = await tree(ground);
    const pointer = (term_uid: string) => [{ taxonomy_uid: taxonomy, term_uid }];
    const { uid } = await makeEntry(ground, type, { title: 'sorted', taxonomies: pointer(terms[0]) });
    const entry = { title: 'astray', taxonomies: pointer(`${ground.prefix}_nowhere`) };
    show('unknownTerms', took(await ground.api.post(entriesOf(type), { entry })) ? 'allow' : 'refuse');
    const query = encodeURIComponent(JSON.stringify({ [`taxonomies.${taxonomy}`]: terms[0] }));
    const found = await ground.api.get(`${entriesOf(type)}?query=${query}`);
    if (!took(found)) return show('taxonomyQuery', 'refuse');
    const uids = found.body.entries.map((each: Json) => each.uid);
    show('taxonomyQuery', uids.length === 1 && uids[0] === uid ? 'serve' : 'ignore');
  },
};

const deleteTaxonomy: Probe = {
  shows: ['deleteTaxonomy', 'takenUidStatus'],
  async play(ground, show) {
    const uid = await makeTaxonomy(ground, 'unused');
    const again = await ground.api.post('/taxonomies', { taxonomy: { uid, name: uid, description: '' } });
    show('takenUidStatus', again.status);
    show('deleteTaxonomy', took(await ground.api.remove(`/taxonomies/${uid}`)) ? 'force when used' : 'force always');
  },
};

const termUid: Probe = {
  shows: ['termUid'],
  async play(ground, show) {
    const { terms } = await tree(ground);
    const other = await makeTaxonomy(ground, 'other');
    must(await postTerm(ground, other, `${ground.prefix}_own`));
    show('termUid', took(await postTerm(ground, other, terms[0])) ? 'unique in the taxonomy' : 'unique in the stack');
  },
};

const publishTerms: Probe = {
  shows: ['publishTerms'],
  async play(ground, show) {
    const { taxonomy, terms } = await tree(ground);
    const where = { environments: [(await environmentOf(ground)).name], locales: [await masterOf(ground)] };
    const publish = (item: Json) => ground.api.post('/taxonomies/publish', { ...where, items: [item] });
    must(await publish({ uid: taxonomy }));
    const reply = await publish({ uid: taxonomy, term_uid: terms[0] });
    show('publishTerms', took(reply) ? 'as their taxonomy' : 'refuse');
  },
};

const descendantsDepth: Probe = {
  shows: ['descendantsDepth'],
  async play(ground, show) {
    const { taxonomy, terms } = await tree(ground);
    const path = `/taxonomies/${taxonomy}/terms/${terms[0]}/descendants?depth=2`;
    const found = must(await ground.api.get(path)).terms.length;
    if (found < 1 || found > 2) throw new NotShown(`there are ${found} of two descendants`);
    show('descendantsDepth', found === 2 ? 'below the term' : 'from the root');
  },
};

export const taxonomies = [unknownTerms, deleteTaxonomy, termUid, publishTerms, descendantsDepth];
