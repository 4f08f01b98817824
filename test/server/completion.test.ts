// Completion as clients of both generations see it: what fits, best first; seldom asked, never beyond what access leaves.
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { generateSeed } from '../../src/sandbox/index.ts';
import { demoSeed } from '../../src/sandbox/seed/demo/index.ts';
import { assetOf, uidOf } from '../../src/sandbox/seed/form/names.ts';
import { rank } from '../../src/server/completion.ts';
import { prompts } from '../../src/server/prompts.ts';
import { resources } from '../../src/server/resources.ts';
import { bounds } from '../../src/stack/suggest.ts';
import { type Opened, open } from '../harness.ts';
import { times } from '../long.ts';
import { operations } from '../operations.ts';
import { complete, generations, join } from './clients.ts';

const ofEntry = 'contentstack://{branch}/entries/{content_type}/{uid}{?locale}';
const ofAsset = 'contentstack://{branch}/assets/{uid}';
const winter = uidOf('blog_post', 'winter-layers');
const inPosts = { content_type: 'blog_post' };

const linesOf = ({ sandbox }: Pick<Opened, 'sandbox'>) =>
  sandbox.requests.map(({ method, path }) => `${method} ${path.replace('/v3', '')}`);

afterEach(() => void vi.useRealTimers());

/** Time stands still for who counts requests a second; the network goes on. */
const stopTheClock = () => vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-02-05T10:00:00Z') });

describe.each(generations)('to a client of the generation %s', generation => {
  it('completes what the server knows without asking', async () => {
    await using opened = await join(generation);
    const { client } = opened;
    expect(await complete(client, 'draft_entry', ['content_type', 'Blog'])).toEqual(['blog_post']);
    expect(await complete(client, 'draft_entry', ['content_type', 'anouncem'])).toEqual(['announcement']);
    expect(await complete(client, 'draft_entry', ['locale', 'fr'])).toEqual(['fr-fr']);
    expect(await complete(client, 'draft_entry', ['branch', 'dev'])).toEqual(['development', 'next']);
    expect(await complete(client, 'review_entry', ['environment', 'prod'])).toEqual(['production']);
    expect(await complete(client, ofEntry, ['branch', ''])).toEqual(['main', 'development', 'next', 'live']);
    expect(await complete(client, ofEntry, ['locale', 'de'])).toEqual(['de-de']);
    expect(opened.sandbox.requests).toEqual([]);
  });

  it('searches entries of the content type that was chosen, and finds a misspelt title', async () => {
    await using opened = await join(generation);
    expect(await complete(opened.client, ofEntry, ['uid', 'WINTER lay'], inPosts)).toEqual([winter]);
    expect(opened.sandbox.requests.at(-1)).toMatchObject({
      path: '/v3/content_types/blog_post/entries',
      branch: 'main',
    });
    expect(await complete(opened.client, 'localize_entry', ['entry', 'wintr laye'], inPosts)).toEqual([winter]);
    expect(await complete(opened.client, ofEntry, ['uid', winter.slice(0, 9)], inPosts)).toEqual([winter]);
    expect(await complete(opened.client, ofEntry, ['uid', 'winter'])).toEqual([]);
  });

  it('searches assets, releases and labels', async () => {
    await using opened = await join(generation);
    expect(await complete(opened.client, ofAsset, ['uid', 'LOG'])).toEqual([assetOf('larkfell-logo')]);
    const birthday = uidOf('release', 'tenth-birthday');
    expect(await complete(opened.client, 'prepare_release', ['release', 'birth'])).toEqual([birthday]);
    expect(await complete(opened.client, 'explain_content_model', ['label', 'Jour'])).toEqual([
      uidOf('label', 'Journal'),
    ]);
    expect(linesOf(opened)).toEqual(['GET /assets', 'GET /releases', 'GET /labels']);
  });

  it('knows no prompt or template that there is not, and has nothing for free text', async () => {
    await using opened = await join(generation, { token: 'read_only' });
    for (const of of ['draft_entry', 'nonsense', 'contentstack://{nonsense}']) {
      await expect(complete(opened.client, of, ['content_type', '']), of).rejects.toMatchObject({ code: -32602 });
    }
    for (const name of ['months', 'nonsense', '__proto__', 'constructor']) {
      expect(await complete(opened.client, 'audit_content_type', [name, '1'])).toEqual([]);
      expect(await complete(opened.client, ofAsset, [name, '1'])).toEqual([]);
    }
  });
});

describe('what is asked of the stack', () => {
  it('is asked once while it is current, and not for more letters when all were given', async () => {
    const clock = stopTheClock();
    await using opened = await open();
    const ask = (typed: string) => complete(opened.client, ofEntry, ['uid', typed], inPosts);
    for (const typed of ['w', 'wi', 'win', 'winter', 'winter', 'WINTER ']) expect(await ask(typed)).toContain(winter);
    expect(opened.sandbox.requests.length).toBe(1);
    clock.setSystemTime(Date.now() + bounds.life + 1);
    expect(await ask('winter')).toContain(winter);
    expect(opened.sandbox.requests.length).toBe(2);
  });

  it('is no more than so much a second, and what is known goes on', async () => {
    const clock = stopTheClock();
    await using opened = await open();
    const ask = (typed: string) => complete(opened.client, ofAsset, ['uid', typed]);
    const asked = await Promise.all('abcdefghij'.split('').map(ask));
    expect(opened.sandbox.requests.length).toBe(bounds.aSecond);
    expect(asked.filter(values => values.length > 0).length).toBeLessThanOrEqual(bounds.aSecond);
    expect(await ask('a')).toEqual(asked[0]);
    clock.setSystemTime(Date.now() + 1_001);
    await ask('l');
    expect(opened.sandbox.requests.length).toBe(bounds.aSecond + 1);
  });

  it('is not remembered when it failed', async () => {
    await using opened = await open();
    opened.sandbox.fault({ answer: { status: 500, body: { error_message: 'No', error_code: 500 } }, times: 2 });
    expect(await complete(opened.client, ofAsset, ['uid', 'logo'])).toEqual([]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1_001 });
    expect(await complete(opened.client, ofAsset, ['uid', 'logo'])).toContain(assetOf('larkfell-logo'));
  });

  it('is not asked while calls wait for their turn', async () => {
    await using opened = await open({ settings: { RATE_READS: '1', LIVE_SCHEMA: 'false' } });
    const calls = [1, 2, 3, 4].map(() => opened.call('list_labels'));
    await calls[0];
    expect(await complete(opened.client, ofAsset, ['uid', 'logo'])).toEqual([]);
    await Promise.all(calls);
    const lines = linesOf(opened);
    // At so slow a pace the start may still be asking.
    expect(lines.filter(line => line === 'GET /labels')).toHaveLength(4);
    expect(lines.filter(line => line.includes('assets'))).toEqual([]);
  });

  it('is searched for literally', async () => {
    await using opened = await open();
    expect(await complete(opened.client, ofEntry, ['uid', '.*'], inPosts)).toEqual([]);
    expect(opened.sandbox.requests[0]?.query).toContain(encodeURIComponent(String.raw`"\\.\\*"`));
  });
});

it('gives a hundred at most, of a stack that has more', async () => {
  await using opened = await open({ seed: () => generateSeed(150) });
  const ref = { type: 'ref/resource', uri: ofEntry } as const;
  const context = { arguments: { content_type: 'article' } };
  const { completion } = await opened.client.complete({ ref, argument: { name: 'uid', value: '' }, context });
  expect(new Set(completion.values).size).toBe(100);
});

it('gives nothing that access does not leave', async () => {
  await using opened = await open({ settings: { MODULES: 'entries,assets', BRANCHES: 'development' } });
  const { client } = opened;
  expect(await complete(client, ofEntry, ['content_type', ''])).toEqual([]);
  expect(await complete(client, ofEntry, ['locale', ''])).toEqual([]);
  expect(await complete(client, 'review_entry', ['environment', ''])).toEqual([]);
  expect(await complete(client, ofEntry, ['branch', ''])).toEqual(['development']);
  expect(await complete(client, ofAsset, ['uid', ''], { branch: 'main' })).toEqual([]);
  expect(opened.sandbox.requests).toEqual([]);
});

it('gives no value that has a secret or something hidden in it', async () => {
  const assets = demoSeed.assets.slice(0, 3).map((asset, index) => ({ ...asset, title: `Trap ${index}` }));
  const [token = ''] = demoSeed.tokens.map(({ value }) => value);
  const uids = ['plain', `x${token}`, 'hid\u202eden'];
  await using opened = await open();
  const body = { assets: assets.map((asset, index) => ({ ...asset, uid: uids[index] })) };
  opened.sandbox.fault({ path: '/assets', answer: { body } });
  expect(await complete(opened.client, ofAsset, ['uid', 'trap'])).toEqual(['plain']);
});

it('puts first what begins so, then what has it, then what is near', () => {
  const words = [
    { value: 'a1', title: 'About winter' },
    { value: 'a2', title: 'Vinter' },
    { value: 'winter_sale', title: 'Sale' },
    { value: 'a3', title: 'Summer' },
    { value: 'a4', title: 'Winter' },
    { value: 'a4', title: 'Winter' },
  ];
  expect(rank(words, 'Winter')).toEqual(['winter_sale', 'a4', 'a1', 'a2']);
  expect(rank(words, '')).toEqual(['a1', 'a2', 'winter_sale', 'a3', 'a4']);
});

it('lets nothing out but lists of kept tools, and never more than a hundred, whatever is typed', async () => {
  await using opened = await open({ settings: { TOOLS: 'list_entries,list_labels,list_content_types,get_*' } });
  const kept = await opened.list();
  const allowed = operations
    .filter(({ name }) => kept.includes(name))
    .map(({ line }) => line.replace(/\{\w+\}/g, '[^/]+'));
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('..', '../../stacks', '%2e%2e%2f', '.*', '(', '[', '\\', '{"$where":1}', '\r\nx: y', '$', 'page'),
    fc.constantFrom('\u0000', '\ud800', '\u202e', 'a'.repeat(100_000), '__proto__', 'constructor', 'toString'),
  );
  const targets = [
    ...prompts.flatMap(each => each.arguments.map(({ name }) => [each.name, name] as const)),
    ...resources.flatMap(each => Object.keys(each.variables).map(name => [each.template, name] as const)),
  ];
  const chosen = fc.oneof(
    fc.dictionary(fc.constantFrom('content_type', 'branch', 'uid', 'locale'), hostile),
    fc.constant(inPosts),
  );
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...targets), hostile, chosen, async ([of, name], typed, given) => {
      // Each from a second of its own, so that the limit keeps none of them back.
      vi.useFakeTimers({ toFake: ['Date'], now: 1_770_000_000_000 + 1_001 * asked++ });
      const values = await complete(opened.client, of, [name, typed], given).catch((error: { code?: number }) => {
        expect(error.code).toBe(-32602);
        return [];
      });
      expect(values.length).toBeLessThanOrEqual(100);
      for (const value of values) expect(typeof value).toBe('string');
    }),
    { numRuns: 400 * times },
  );
  const sent = [...new Set(linesOf(opened))];
  expect(sent.filter(line => !allowed.some(pattern => new RegExp(`^${pattern}$`).test(line)))).toEqual([]);
  expect(sent.length).toBeGreaterThan(1);
});
