// By a release: a plan is put into one that a person deploys, and a plan of one deploys it as a whole or not at all.
import { describe, expect, it } from 'vitest';
import type { Json } from '../../harness.ts';
import { openStack, type Stack } from '../sandbox.ts';
import {
  askForChain,
  copy,
  countOrders,
  listElse,
  listLive,
  listNew,
  listStates,
  nextSecond,
  plantChain,
  publish,
  save,
  uidOf,
} from './stack.ts';

const about = uidOf('page', 'about');
const asked = { entries: [{ content_type: 'page', uid: about }], environments: ['staging'] };

const listReleases = ({ sandbox: { state } }: Stack) => Object.values(state.branches.main?.releases ?? {});
const findRelease = (opened: Stack, name: string) => listReleases(opened).find(each => each.name === name);
const listHeld = (opened: Stack, name: string): string[] =>
  (findRelease(opened, name)?.items ?? [])
    .map(({ content_type_uid, uid, locale, version, action }) =>
      [content_type_uid, uid, locale, `v${version}`, action].join(' '),
    )
    .sort();

describe.each(['as asked', 'none'] as const)('with newer releases %s', newerReleases => {
  const choices = { newerReleases };

  it('puts all that is needed into one, at its versions, and publishes nothing', async () => {
    await using opened = await openStack({ choices });
    const chain = await plantChain(opened);
    const [before, live] = [copy(opened), listLive(opened)];
    const { plan, done } = await publish(opened, askForChain(chain), { as_release: 'Spring' });
    expect(done.says).toMatch(
      /^release "Spring" \(\w+\) holds 4 of 4 items; nothing is live yet: a person deploys it to staging in Contentstack/,
    );
    expect(done.notes ?? []).toEqual([]);
    const wanted = [
      `author ${chain.author} en-us v1 publish`,
      `blog_post ${chain.post} en-us v1 publish`,
      `blog_post ${chain.related} en-us v1 publish`,
      `built_io_upload ${chain.photo} en-us v1 publish`,
    ].sort();
    expect(listHeld(opened, 'Spring')).toEqual(wanted);
    expect(findRelease(opened, 'Spring')).toMatchObject({
      locked: false,
      description: 'Planned for staging.',
      status: [],
    });
    expect(listNew(live, opened)).toEqual([]);
    const uid = findRelease(opened, 'Spring')?.uid;
    expect(listElse(before, opened)).toEqual([`branches.main.releases.${uid}`]);
    // Again with the same code it is done already; with other items the name is taken.
    const again = await opened.call('publish_plan', {
      ...askForChain(chain),
      ...(plan.next as Json),
      as_release: 'Spring',
    });
    expect(again.says).toBe(done.says);
    const other = await opened.call('plan_publish', asked);
    const said = await opened.fail('publish_plan', { ...asked, ...(other.next as Json), as_release: 'Spring' });
    expect(said).toContain('there is a release "Spring" already, and it holds 4 items and not just these');
    expect(listReleases(opened).filter(({ name }) => name === 'Spring')).toHaveLength(1);
    expect(listHeld(opened, 'Spring')).toEqual(wanted);
  });

  it('deploys a release as a whole, and tells what is live or taken off', async () => {
    await using opened = await openStack({ choices });
    const [before, live] = [copy(opened), listLive(opened)];
    const release = { release: 'Tenth birthday', environments: ['staging'] };
    const plan = await opened.call('plan_publish', release);
    const done = await opened.call('publish_plan', { ...release, ...(plan.next as Json) });
    expect(done.says).toMatch(/^release "Tenth birthday": deployed; /);
    const { items = [], locked } = findRelease(opened, 'Tenth birthday') ?? {};
    expect(locked).toBe(true);
    const now = listLive(opened);
    for (const { content_type_uid, uid, locale, version, action } of items) {
      const place = `${content_type_uid} ${uid} ${locale} staging`;
      expect(now.filter(each => each.startsWith(`${place} `))).toEqual(
        action === 'publish' ? [`${place} v${version}`] : [],
      );
    }
    expect(listNew(live, opened).every(each => each.includes(' staging '))).toBe(true);
    expect(
      listElse(before, opened).every(at =>
        at.startsWith(`branches.main.releases.${findRelease(opened, 'Tenth birthday')?.uid}.`),
      ),
    ).toBe(true);
    const orders = countOrders(opened);
    const again = await opened.call('publish_plan', { ...release, ...(plan.next as Json) });
    expect(again.says).toMatch(/^nothing left to do/);
    expect(countOrders(opened)).toEqual(orders);
  });
});

it('does not deploy a release where one of its rows is wrong or changed since', async () => {
  await using opened = await openStack();
  const release = { release: 'Tenth birthday', environments: ['staging'] };
  const plan = await opened.call('plan_publish', release);
  const live = listLive(opened);
  const given = { ...release, ...(plan.next as Json) };
  const except = await opened.fail('publish_plan', { ...given, except: [uidOf('product', 'ember-stove')] });
  expect(except).toContain('except: a release is deployed as a whole');
  const uid = String(findRelease(opened, 'Tenth birthday')?.uid);
  await opened.send('POST', `/releases/${uid}/items`, {
    items: [{ uid: about, version: 2, locale: 'en-us', content_type_uid: 'page', action: 'publish' }],
  });
  const changed = await opened.fail('publish_plan', given);
  expect(changed).toMatch(/code: .*plan it again with plan_publish/);
  await save(opened, 'page', about, { title: 'Newer' });
  await opened.send('DELETE', `/content_types/product/entries/${uidOf('product', 'ember-stove')}`, { entry: {} });
  await nextSecond();
  const anew = await opened.call('plan_publish', release);
  expect(anew.says).toMatch(/ wrong/);
  const wrong = await opened.fail('publish_plan', { ...release, ...(anew.next as Json) });
  expect(wrong).toMatch(/^The release "Tenth birthday" was not deployed, as all of it goes or nothing: .* is gone/);
  expect(listNew(live, opened)).toEqual([]);
  expect(findRelease(opened, 'Tenth birthday')).toMatchObject({ locked: false, status: [] });
});

it('deploys a release later, once, after it was refused, and never where the last look is off', async () => {
  const asked = { release: 'Tenth birthday', environments: ['staging'] };
  await using opened = await openStack();
  const plan = await opened.call('plan_publish', asked);
  const given = { ...asked, ...(plan.next as Json) };
  const live = listLive(opened);
  const body = { error_message: 'You cannot deploy it.', error_code: 141 };
  opened.sandbox.fault({ method: 'POST', path: '*/deploy', answer: { status: 422, body } });
  expect(await opened.fail('publish_plan', given)).toContain(
    'The release "Tenth birthday" was not deployed: You cannot deploy it. (status 422).',
  );
  const scheduled_at = new Date(Date.now() + 3_600_000).toISOString();
  const done = await opened.call('publish_plan', { ...given, scheduled_at });
  expect(done.says).toMatch(
    new RegExp(`^release "Tenth birthday": scheduled for ${scheduled_at}; \\d+ of \\d+ rows? scheduled$`),
  );
  const orders = countOrders(opened);
  const again = await opened.call('publish_plan', { ...given, scheduled_at });
  expect(again.says).toMatch(/^nothing was sent: /);
  expect(countOrders(opened)).toEqual(orders);
  expect(listNew(live, opened)).toEqual([]);
  for (const [name, value] of Object.entries({ TOOLS_DENY: 'get_release', DRY_RUN: 'true' })) {
    await using other = await openStack({ settings: { [name]: value } });
    const next = (await other.call('plan_publish', asked)).next as Json;
    const told =
      name === 'DRY_RUN'
        ? String((await other.call('publish_plan', { ...asked, ...next })).says)
        : await other.fail('publish_plan', { ...asked, ...next });
    expect(told).toMatch(
      name === 'DRY_RUN'
        ? /^nothing was sent, as this is a rehearsal: the release "Tenth birthday" would be deployed, \d+ rows?/
        : /^The release "Tenth birthday" was not deployed: get_release is off here\. A person can deploy it/,
    );
    expect(findRelease(other, 'Tenth birthday')).toMatchObject({ locked: false, status: [] });
  }
});

it('leaves what changed since the plan out of the release, and names it', async () => {
  await using opened = await openStack();
  const chain = await plantChain(opened);
  const both = { ...askForChain(chain), entries: [...asked.entries, { content_type: 'blog_post', uid: chain.post }] };
  const plan = await opened.call('plan_publish', both);
  await nextSecond();
  await save(opened, 'page', about, { title: 'Newer' });
  const done = await opened.call('publish_plan', { ...both, ...(plan.next as Json), as_release: 'Spring' });
  expect(listHeld(opened, 'Spring').some(each => each.includes(about))).toBe(false);
  expect(listStates(done)).toContain(`${about} left out`);
});

it('makes no release where items are for one of its environments alone', async () => {
  await using opened = await openStack();
  const chain = await plantChain(opened);
  const both = { ...askForChain(chain, ['staging', 'production']), references: 'none' };
  const entries = [...asked.entries, { content_type: 'author', uid: chain.author }];
  const plan = await opened.call('plan_publish', { ...both, entries });
  const given = { ...both, entries, ...(plan.next as Json), as_release: 'Spring' };
  const said = await opened.fail('publish_plan', { ...given, except: [`${about} production`] });
  expect(said).toMatch(/as_release: .*is not to go to production; plan each environment by itself/);
  expect(findRelease(opened, 'Spring')).toBeUndefined();
});

it('refuses more than a release holds, with how many fit, and what does not go together', async () => {
  await using opened = await openStack();
  const plan = await opened.call('plan_publish', asked);
  const given = { ...asked, ...(plan.next as Json) };
  const later = new Date(Date.now() + 3_600_000).toISOString();
  expect(await opened.fail('publish_plan', { ...given, as_release: 'x'.repeat(51) })).toContain('1 to 50 characters');
  expect(await opened.fail('publish_plan', { ...given, as_release: 'x', scheduled_at: later })).toContain(
    'leave one of the two out',
  );
  expect(await opened.fail('publish_plan', { ...given, scheduled_at: '2020-01-01' })).toContain('lies in the past');
  expect(listReleases(opened)).toHaveLength(2);
});

it('is the only way where the others are off, which it says', async () => {
  await using opened = await openStack({ settings: { TOOLS_DENY: 'publish_entry,publish_asset,bulk_publish' } });
  const plan = await opened.call('plan_publish', asked);
  const given = { ...asked, ...(plan.next as Json) };
  const live = listLive(opened);
  const done = await opened.call('publish_plan', given);
  expect(done.says).toMatch(/^nothing was sent: 1 of 1 row forbidden here\. With as_release: "a name"/);
  expect(JSON.stringify(done)).toContain('CONTENTSTACK_TOOLS_DENY names it');
  await opened.call('publish_plan', { ...given, as_release: 'Spring' });
  expect(listHeld(opened, 'Spring')).toEqual([`page ${about} en-us v2 publish`]);
  expect(listNew(live, opened)).toEqual([]);
});

it('is no way where releases cannot be filled', async () => {
  await using opened = await openStack({ settings: { TOOLS_DENY: 'add_release_items' } });
  const plan = await opened.call('plan_publish', asked);
  const said = await opened.fail('publish_plan', { ...asked, ...(plan.next as Json), as_release: 'Spring' });
  expect(said).toMatch(/^No release was made: .*add_release_items|^No release was made: CONTENTSTACK_TOOLS_DENY/);
  expect(findRelease(opened, 'Spring')).toBeUndefined();
});
