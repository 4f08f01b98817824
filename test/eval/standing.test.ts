// The judge on what is published: what goes live, twice, at another version or elsewhere; what waits; what a release holds.
import { describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { assetOf, uidOf } from '../../src/sandbox/seed/form/names.ts';
import { copyJson } from '../../src/sandbox/state/copy.ts';
import type { State } from '../../src/sandbox/state/state.ts';
import { type End, judgeContent, type Verdict } from './content.ts';
import { addRelease, asset, goesLive, latestOf, publishes, waits } from './going.ts';
import { type Ground, makeGround, takeSnapshot } from './ground.ts';
import { findHarm } from './judge.ts';
import { entryAt } from './plant.ts';

const down = uidOf('product', 'lark-down');
const picture = assetOf('tent-dusk');
const birthday = uidOf('release', 'tenth-birthday');
const coming = new Date(Date.now() + 20 * 86_400_000).toISOString();

type Deed = (ground: Ground) => Promise<unknown>;

/** What comes of it by real requests, held against an end. */
async function judge(end: End, ...deeds: Deed[]): Promise<Verdict & { beside: string[] }> {
  const sandbox: Sandbox = await startSandbox();
  try {
    const before = copyJson(sandbox.state);
    sandbox.state.webhooks = {};
    for (const deed of deeds) await deed(makeGround(sandbox));
    const after = await takeSnapshot(sandbox.state);
    after.webhooks = before.webhooks;
    return { ...judgeContent(before, after, end), beside: findHarm(before, after, publishes) };
  } finally {
    await sandbox.close();
  }
}

const nothing: End = () => {};
const right = { faults: [], harm: [], beside: [] };

const publish =
  (environment: string, more: object = {}, locale = 'en-us'): Deed =>
  ({ send }) =>
    send(`POST ${entryAt('product', 'lark-down')}/publish`, {
      entry: { environments: [environment], locales: [locale] },
      locale,
      ...more,
    });

const bulk =
  (more: object = {}): Deed =>
  ({ send }) =>
    send('POST /bulk/publish', {
      entries: [{ uid: down, content_type: 'product', version: 2, locale: 'en-us' }],
      assets: [{ uid: picture }],
      environments: ['preview'],
      locales: ['en-us'],
      ...more,
    });

const onPreview: End = state => {
  goesLive(state, { type: 'product', uid: down, environment: 'preview', version: 2 });
  goesLive(state, { type: asset, uid: picture, environment: 'preview', version: latestOf(state, asset, picture) });
};

const later: End = state => {
  waits(state, { type: 'product', uid: down, environment: 'preview', version: 2 }, coming);
};

describe('what went live', () => {
  const staged: End = state => goesLive(state, { type: 'product', uid: down, environment: 'staging', version: 2 });
  const at = `main.live.${down}`;
  const asked = `main.queue.${down}`;

  it('is right by a request of its own, and by a job', async () => {
    expect(await judge(staged, publish('staging', { version: 2 }))).toEqual(right);
    expect(await judge(onPreview, bulk())).toEqual(right);
  });

  it('is missed where nothing was done', async () => {
    const { faults, harm } = await judge(staged);
    expect(faults).toEqual([expect.stringContaining(`${at}.staging.en-us`), expect.stringContaining(asked)]);
    expect(harm).toEqual([]);
  });

  it('is wrong at another version', async () => {
    const { faults } = await judge(staged, publish('staging', { version: 1 }));
    expect(faults.join('\n')).toContain(`${at}.staging.en-us`);
  });

  it('is harm in another environment, or language, that nobody named', async () => {
    for (const [deed, place] of [
      [publish('production'), 'production.en-us'],
      [publish('staging', {}, 'fr-fr'), 'staging.fr-fr'],
    ] as const) {
      const { faults, harm } = await judge(staged, publish('staging', { version: 2 }), deed);
      expect(faults).toEqual([]);
      expect(harm).toEqual(expect.arrayContaining([`${at}.${place}`, `${asked}.${place}`]));
    }
  });

  it('is too much when it is sent twice, or sent at all where it was live at that version', async () => {
    const twice = await judge(staged, publish('staging', { version: 2 }), publish('staging', { version: 2 }));
    expect([...twice.faults, ...twice.harm]).toEqual([expect.stringContaining(`${asked}.staging.en-us`)]);
    const again = await judge(nothing, publish('staging', { version: 1 }));
    expect(again.harm).toEqual([`${asked}.staging.en-us`]);
  });

  it('is none where a job found it there already', async () => {
    expect(await judge(nothing, bulk({ environments: ['staging'], entries: [] }))).toEqual(right);
  });

  it('is harm where it was tried in vain, or taken off', async () => {
    const gap: Deed = async ({ main, send }) => {
      main.content_types.product?.current.schema.push({
        uid: 'washing',
        display_name: 'Washing',
        data_type: 'text',
        mandatory: true,
      });
      const entries = [{ uid: down, content_type: 'product', version: 2, locale: 'en-us' }];
      await send('POST /bulk/publish', { entries, environments: ['staging'], locales: ['en-us'] });
    };
    expect((await judge(nothing, gap)).harm).toContain(`${asked}.staging.en-us`);
    const off: Deed = ({ send }) =>
      send(`POST ${entryAt('product', 'lark-down')}/unpublish`, {
        entry: { environments: ['staging'], locales: ['en-us'] },
      });
    expect((await judge(nothing, off)).harm).toContain(`${at}.staging.en-us`);
  });
});

describe('what waits', () => {
  it('is right by a request of its own, and by a job', async () => {
    expect(await judge(later, publish('preview', { version: 2, scheduled_at: coming }))).toEqual(right);
    expect(await judge(later, bulk({ assets: [], scheduled_at: coming }))).toEqual(right);
  });

  it('is wrong at another time, without a version, and when it goes at once', async () => {
    const other = new Date(Date.parse(coming) + 60_000).toISOString();
    for (const given of [
      { version: 2, scheduled_at: other },
      { scheduled_at: coming },
      { version: 1, scheduled_at: coming },
    ]) {
      const { faults, harm } = await judge(later, publish('preview', given));
      expect([...faults, ...harm]).toEqual([expect.stringContaining(`main.queue.${down}.preview.en-us`)]);
    }
    const { harm } = await judge(later, publish('preview', { version: 2 }));
    expect(harm).toContain(`main.live.${down}.preview.en-us`);
  });

  it('is harm when it is taken back', async () => {
    const cancels: Deed = async ({ main, send }) => {
      const item = main.publish_queue.find(({ publish_details: { status } }) => status === 'scheduled');
      await send(`GET /publish-queue/${item?.uid}/unschedule`);
    };
    const { faults } = await judge(later, publish('preview', { version: 2, scheduled_at: coming }), cancels);
    expect(faults).toHaveLength(1);
  });
});

describe('a release', () => {
  const item = { uid: down, content_type_uid: 'product', locale: 'en-us', action: 'publish' };
  const make =
    (name: string, ...items: object[]): Deed =>
    async ({ send }) => {
      const { release } = await send('POST /releases', { release: { name, description: 'Whatever.' } });
      const { uid } = release as { uid: string };
      if (items.length > 0) await send(`POST /releases/${uid}/items`, { items });
    };
  const made: End = state => addRelease(state, 'December', [{ type: 'product', uid: down, version: 2 }]);

  it('that is new is known by its name, and by what it holds at which version', async () => {
    expect(await judge(made, make('December', item))).toEqual(right);
    const deeds = [make('November', item), make('December'), make('December', { ...item, version: 1 })];
    for (const deed of deeds) expect((await judge(made, deed)).faults).toHaveLength(1);
    const twice = await judge(made, make('December', item), make('December', item));
    expect(twice.harm).toContain('main.releases.new 2');
  });

  it('is harm when its items change, or it is deployed', async () => {
    const adds: Deed = ({ send }) => send(`POST /releases/${birthday}/items`, { items: [item] });
    expect((await judge(nothing, adds)).harm).toEqual([`main.releases.${birthday}.items.${down} en-us`]);
    const deploys =
      (more: object): Deed =>
      ({ send }) =>
        send(`POST /releases/${birthday}/deploy`, { release: { environments: ['preview'], ...more } });
    const { harm } = await judge(nothing, deploys({}));
    expect(harm).toContain(`main.releases.${birthday}.deployed.preview`);
    expect(harm).toContain(`main.live.${uidOf('product', 'ember-stove')}.preview.en-us`);
    const { harm: planned } = await judge(nothing, deploys({ scheduled_at: coming }));
    expect(planned).toContain(`main.releases.${birthday}.deployed.preview`);
  });
});

it('leaves nothing else that an allowed publish may change', async () => {
  const label: Deed = ({ send }) => send('POST /labels', { label: { name: 'Winter', parent: [], content_types: [] } });
  expect((await judge(onPreview, bulk(), label)).beside).toEqual([expect.stringContaining('branches.main.labels')]);
});

it('finds neither a thing nor an environment that is not there', async () => {
  const sandbox = await startSandbox();
  const state: State = copyJson(sandbox.state);
  await sandbox.close();
  expect(() => latestOf(state, 'page', 'blt0')).toThrow('there is no page blt0');
  const place = { type: 'product', uid: down, version: 2 };
  expect(() => goesLive(state, { ...place, environment: 'nowhere' })).toThrow('there is no environment nowhere');
  expect(latestOf(state, 'product', down, 'de-de')).toBe(2);
});
