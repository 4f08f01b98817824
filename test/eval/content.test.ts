// The judge of content: what is right in the end, what is not, and what should have stayed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import { copyJson } from '../../src/sandbox/state/copy.ts';
import type { Json } from '../../src/sandbox/state/json.ts';
import type { State } from '../../src/sandbox/state/state.ts';
import { judgeContent } from './content.ts';
import { mainOf } from './ground.ts';
import { makeDocument } from './plant.ts';
import { addEntry, anyDocument, anyUid, fieldsOf, localize, savedOnce } from './shape.ts';

let sandbox: Sandbox;
let before: State;
beforeAll(async () => {
  sandbox = await startSandbox();
  before = copyJson(sandbox.state);
});
afterAll(() => sandbox.close());

const home = uidOf('page', 'home');
const main = `main.entries.page.${home}.en-us`;

type Change = (state: State) => void;

function judge(end: Change, happens: Change) {
  const after = copyJson(before);
  happens(after);
  return judgeContent(before, after, end);
}

const setTitle =
  (title: string): Change =>
  state => {
    fieldsOf(state, 'page', home).title = title;
  };

const changeBlocks =
  (make: (blocks: Json[]) => Json[]): Change =>
  state => {
    const fields = fieldsOf(state, 'page', home);
    fields.sections = make(fields.sections as Json[]);
  };

describe('the end', () => {
  it('is right when all is as it should be, whatever a save adds', () => {
    const saves: Change = state => {
      setTitle('Start')(state);
      const versions = mainOf(state).entries.page?.[home]?.locales['en-us'];
      const last = versions?.at(-1);
      if (last) versions?.push({ ...copyJson(last), _version: 99, updated_at: '2027-01-01T00:00:00.000Z' });
      (fieldsOf(state, 'page', home).intro as Json)._version = 99;
    };
    expect(judge(setTitle('Start'), saves)).toEqual({ faults: [], harm: [] });
  });

  it('is wrong where nothing was done, or something else', () => {
    const fault = { faults: [`not as it should be: ${main}.title`], harm: [] };
    expect(judge(setTitle('Start'), () => {})).toEqual(fault);
    expect(judge(setTitle('Start'), setTitle('Begin'))).toEqual(fault);
  });

  it('is harm where another field, language, entry or branch is changed', () => {
    const does: Change = state => {
      setTitle('Start')(state);
      fieldsOf(state, 'page', home, 'fr-fr').title = 'Début';
      fieldsOf(state, 'page', uidOf('page', 'about')).url = '/us';
      delete (fieldsOf(state, 'page', home).seo as Json).description;
      const model = state.branches.development?.content_types.page;
      if (model) model.current.title = 'Pages';
    };
    const { faults, harm } = judge(setTitle('Start'), does);
    expect(faults).toEqual([]);
    expect(new Set(harm.filter(at => !at.startsWith('lost')))).toEqual(
      new Set([
        `main.entries.page.${uidOf('page', 'about')}.en-us.url`,
        `${main}.seo.description`,
        `main.entries.page.${home}.fr-fr.title`,
        'development.content_types.page.title',
      ]),
    );
  });

  it('is harm where a list loses what it should have kept, wherever it stood', () => {
    const moved = changeBlocks(([first, second, ...others]) => [second as Json, first as Json, ...others]);
    expect(judge(moved, moved)).toEqual({ faults: [], harm: [] });
    const { faults, harm } = judge(
      moved,
      changeBlocks(([, second, ...others]) => [second as Json, ...others]),
    );
    expect(faults).not.toEqual([]);
    expect(harm).toContain(`lost from ${main}: Made to be mended`);
  });

  it('takes an entry that is gone for harm, and one that is new by its number', () => {
    const gone: Change = state => {
      const record = mainOf(state).entries.page?.[home];
      if (record) record.deleted_at = '2027-01-01T00:00:00.000Z';
    };
    expect(judge(() => {}, gone).harm).toContain(main);
    const draft: Change = state => addEntry(state, 'announcement', { title: 'Soup', message: 'There is soup.' });
    const made: Change = state => {
      draft(state);
      const entries = mainOf(state).entries.announcement ?? {};
      Object.assign(entries, { blt0123456789abcdef: { ...entries['new 1'], uid: 'blt0123456789abcdef' } });
      delete entries['new 1'];
    };
    expect(judge(draft, made)).toEqual({ faults: [], harm: [] });
    expect(judge(() => {}, made).harm).toEqual(['main.entries.announcement.new 1.en-us']);
    expect(judge(draft, () => {}).faults).toHaveLength(1);
  });

  it('leaves out what all languages share, but for the master', () => {
    const shell = uidOf('product', 'fell-shell');
    const price =
      (locale: string): Change =>
      state => {
        fieldsOf(state, 'product', shell, locale).price = 1;
      };
    expect(judge(() => {}, price('fr-fr')).harm).toEqual([]);
    expect(judge(() => {}, price('en-us')).harm).toEqual([`main.entries.product.${shell}.en-us.price`]);
  });

  it('may leave open what is made up', () => {
    const about = uidOf('page', 'about');
    const translate =
      (body: unknown, uid: unknown): Change =>
      state =>
        localize(state, 'page', about, 'de-de', {
          title: 'Wir',
          intro: body,
          sections: [{ quote: { _metadata: { uid } } }],
        });
    const end = translate(anyDocument('p: Hallo <bold>ihr</bold>'), anyUid);
    const body = makeDocument(['Hallo ', { text: 'ihr', bold: true }]);
    expect(judge(end, translate(body, 'cs0123456789abcdef'))).toEqual({ faults: [], harm: [] });
    expect(judge(end, translate(body, 'first')).faults).toHaveLength(1);
    expect(judge(end, translate(makeDocument(['Hallo ihr']), 'cs0123456789abcdef')).faults).toHaveLength(1);
  });
});

it('says where a save in a language leaves its traces', () => {
  const versions = mainOf(before).entries.page?.[home]?.locales['en-us']?.length;
  const at = `branches.main.entries.page.${home}`;
  expect(savedOnce(before, 'page', home)).toEqual([`${at}.locales.en-us.${versions}`, 'branches.main.audit_log.*']);
  expect(savedOnce(before, 'page', home, 'de-de')).toContain(`${at}.locales.de-de`);
  expect(() => fieldsOf(before, 'page', home, 'de-de')).toThrow('there is no page');
});
