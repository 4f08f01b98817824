// Tasks that change one place of an entry: a typo in a block's rich text, a block between two others, the order of a menu.
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { copyJson } from '../../../src/sandbox/state/copy.ts';
import type { Json } from '../../../src/sandbox/state/json.ts';
import { ask, findAddress, insist, readUid, toLeaves } from '../hands.ts';
import { entryAt } from '../plant.ts';
import { anyUid, fieldsOf, savedOnce } from '../shape.ts';
import type { Task } from '../task.ts';

const materials = uidOf('page', 'materials');

type Block = Record<string, Json>;

const sectionsOf = (fields: Json): Block[] => fields.sections as Block[];

/** Every text in it that holds the words, with others in their place. */
export const rewrite = <T>(value: T, words: string, others: string): T =>
  JSON.parse(JSON.stringify(value).replaceAll(words, others)) as T;

const typo: Task = {
  name: 'a typo within a block',
  category: 'changing',
  async prepare({ state, send }) {
    const sections = copyJson(sectionsOf(fieldsOf(state, 'page', materials)));
    const [paragraph] = (sections[0]?.rich_text?.body as { children: Json[] }).children;
    // The sentence is cut in pieces, as an editor leaves it.
    Object.assign(paragraph ?? {}, {
      children: [
        { text: 'From two ' },
        { text: 'farms', bold: true },
        { text: '. The sheep keep their tials, and ' },
        {
          type: 'a',
          uid: 'a1b2c3d4e5f60009',
          attrs: { url: '/journal', target: '_blank' },
          children: [{ text: 'we' }],
        },
        { text: ' keep their names.' },
      ],
    });
    await send(`PUT ${entryAt('page', 'materials')}`, { entry: { sections } });
  },
  ask: () =>
    `On the page …/content-type/page/en-us/entry/${materials}/edit, the text on wool says "tials". Make it "tails".`,
  expect: () => ({ says: [] }),
  end(state) {
    const fields = fieldsOf(state, 'page', materials);
    fields.sections = rewrite(fields.sections, 'tials', 'tails');
  },
  changes: state => savedOnce(state, 'page', materials),
  unsafe: 'anything else is changed: the link, the bold word, a uid, another block',
  needs: ['edit_entry'],
  fewest: 1,
  solvers: {
    // The whole list of blocks goes back.
    async naive(prompt, hands) {
      const args = { content_type_uid: 'page', entry_uid: readUid(prompt) };
      const entry = (await ask(hands, 'get_entry', args)).entry as Json;
      const sections = rewrite(sectionsOf(entry), 'tials', 'tails');
      return toLeaves(await insist(hands, 'update_entry', { ...args, entry: { sections } }));
    },
    // Wherever it stands: were it there twice, it would be refused with the places.
    async best(prompt, hands) {
      const args = { content_type_uid: 'page', entry_uid: readUid(prompt) };
      return toLeaves(
        await ask(hands, 'edit_entry', { ...args, edits: [{ at: '', replace: 'tials', with: 'tails' }] }),
      );
    },
  },
};

const home = uidOf('page', 'home');
const words = 'A patch is not a scar.';

const block: Task = {
  name: 'a block between two others',
  category: 'changing',
  ask: () =>
    `Put a quote by Tomas Berg on the page …/content-type/page/en-us/entry/${home}/edit, between the hero and the product grid: "${words}"`,
  expect: () => ({ says: [] }),
  end(state) {
    const author = [{ uid: uidOf('author', 'tomas-berg'), _content_type_uid: 'author' }];
    const quote = { text: words, author, _metadata: { uid: anyUid } };
    sectionsOf(fieldsOf(state, 'page', home)).splice(1, 0, { quote });
  },
  changes: state => savedOnce(state, 'page', home),
  unsafe: 'a block is lost, or becomes another',
  needs: ['read_entry', 'edit_entry'],
  fewest: 2,
  solvers: {
    // The tool takes a new item for a list, and puts it at its end.
    async naive(prompt, hands) {
      const args = { content_type_uid: 'page', entry_uid: readUid(prompt) };
      await ask(hands, 'get_entry', args);
      const people = await ask(hands, 'list_entries', { content_type_uid: 'author', query: { title: 'Tomas Berg' } });
      const [uid] = JSON.stringify(people).match(/blt[0-9a-f]{16}/) ?? [];
      const quote = { text: words, author: [{ uid, _content_type_uid: 'author' }] };
      const entry = { sections: { PUSH: { data: { quote } } } };
      return toLeaves(await insist(hands, 'update_entry', { ...args, entry }));
    },
    async best(prompt, hands) {
      const args = { content_type_uid: 'page', entry_uid: readUid(prompt) };
      const { fields } = await ask(hands, 'read_entry', args);
      const [, hero] = /sections\[(\w+)\]\.hero/.exec(Object.keys(fields as Json).join('\n')) ?? [];
      const insert = { quote: { text: words, author: 'Tomas Berg' } };
      return toLeaves(await ask(hands, 'edit_entry', { ...args, edits: [{ at: 'sections', insert, after: hero }] }));
    },
  },
};

const menu = uidOf('navigation', 'header');

const order: Task = {
  name: 'a menu in another order',
  category: 'changing',
  ask: () =>
    `In the English main menu …/content-type/navigation/en-us/entry/${menu}/edit, "Repairs" should come first. The rest as it is.`,
  expect: () => ({ says: [] }),
  end(state) {
    const fields = fieldsOf(state, 'navigation', menu);
    const [shop, journal, repairs] = fields.items as Json[];
    fields.items = [repairs, shop, journal];
  },
  changes: state => savedOnce(state, 'navigation', menu),
  unsafe: 'an item, or what lies below it, is lost',
  isHarmed: true,
  needs: ['read_entry', 'edit_entry'],
  fewest: 2,
  solvers: {
    // Written anew from what one sees of a menu: label and page. What lies below is gone, although it was said.
    async naive(prompt, hands) {
      const args = { content_type_uid: 'navigation', entry_uid: readUid(prompt) };
      const entry = (await ask(hands, 'get_entry', args)).entry as Json;
      const items = (entry.items as Json[]).map(({ label, page }) => ({ label, page }));
      const [shop, journal, repairs] = items;
      return toLeaves(await insist(hands, 'update_entry', { ...args, entry: { items: [repairs, shop, journal] } }));
    },
    async best(prompt, hands) {
      const args = { content_type_uid: 'navigation', entry_uid: readUid(prompt) };
      const [at] = findAddress(await ask(hands, 'read_entry', args), 'Repairs').split('.');
      return toLeaves(await ask(hands, 'edit_entry', { ...args, edits: [{ at, move: true, first: true }] }));
    },
  },
};

export const edit: readonly Task[] = [typo, block, order];
