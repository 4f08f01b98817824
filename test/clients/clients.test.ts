// What stands between Contentstack's CLI and the sandbox, and what judges the outcome; the CLI itself is for `npm run clients`.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { compare, type Export } from './compare.ts';
import { parseCsv } from './csv.ts';
import { host, makeCertificate, openFront } from './front.ts';
import { judge } from './judge.ts';
import { readExport } from './read-export.ts';
import { report, toRefusals } from './report.ts';
import { emptySeed } from './stacks.ts';

const uids = ['blt00000000000000a1', 'blt00000000000000b1', 'blt00000000000000e1', 'blt00000000000000e2'] as const;
const others = ['blt00000000000000a9', 'blt00000000000000b9', 'blt00000000000000e9', 'blt00000000000000e8'] as const;

/** Two posts that show a file, published to one of two environments. */
const toExport = ([file, post, live, test]: readonly [string, string, string, string], port = 4001) => ({
  assets: { [file]: { uid: file, title: 'Logo', url: `http://127.0.0.1:${port}/v3/assets/${file}/logo.png` } },
  environments: { [live]: { uid: live, name: 'live' }, [test]: { uid: test, name: 'test' } },
  'entries/post/en-us': {
    [post]: {
      uid: post,
      title: 'First',
      body: `<p>See <img src="http://127.0.0.1:${port}/v3/assets/${file}/logo.png"></p>`,
      picture: file,
      tags: ['one', 'two'],
      publish_details: [
        { environment: live, locale: 'en-us', version: 1 },
        { environment: test, locale: 'en-us', version: 1 },
      ],
    },
  },
});

const one = toExport(uids);
const two = toExport(others, 4002);
const post = () => structuredClone(two['entries/post/en-us'][others[1]]) as Record<string, unknown>;
const withPost = (change: object): Export => ({
  ...two,
  'entries/post/en-us': { [others[1]]: { ...post(), ...change } },
});
const places = (held: Export) => compare(one, held).map(({ at }) => at);

describe('the comparison', () => {
  it('takes uids, ports and the order of places for nothing', () => {
    expect(compare(one, one)).toEqual([]);
    expect(compare(one, two)).toEqual([]);
    expect(places(withPost({ publish_details: (post().publish_details as unknown[]).toReversed() }))).toEqual([]);
  });

  it.each([
    ['a value', { tags: ['one', 'too'] }, 'tags › 1'],
    ['a value that is gone', { tags: ['one'] }, 'tags › 1'],
    ['a text around a uid', { body: String(post().body).replace('See', 'Seen') }, 'body'],
    ['a reference to another thing', { picture: others[2] }, 'picture'],
    ['a reference to what it was before', { picture: uids[0] }, 'picture'],
    ['a key that is new', { note: null }, 'note'],
    [
      'a place',
      { publish_details: [(post().publish_details as unknown[])[0]] },
      `publish_details by place › ${others[3]} en-us`,
    ],
  ])('finds %s', (_what, change, at) => {
    expect(places(withPost(change))).toEqual([`entries/post/en-us › First › ${at}`]);
  });

  it('finds a thing that is gone, a new one, and a folder', () => {
    expect(places({ ...two, environments: {} })).toContain('environments › live');
    expect(places({ ...two, labels: { bltab: { uid: 'bltab', name: 'Shop' } } })).toEqual(['labels › Shop']);
    expect(compare({ 'master-locale': 'en-us' }, {})).toEqual([{ at: 'master-locale', was: 'en-us', is: undefined }]);
  });

  it('tells two with one title apart by what they say', () => {
    const say = (digit: string, message: string) => ({ uid: `blt${digit.repeat(16)}`, title: 'Closed', message });
    const [one, other] = [
      { news: [say('1', 'In May.'), say('2', 'In June.')] },
      { news: [say('3', 'In June.'), say('4', 'In May.')] },
    ];
    expect(compare(one, other)).toEqual([]);
  });

  it('does not guess which of two is which', () => {
    const twins = {
      labels: [
        { uid: 'bltab', name: 'Shop' },
        { uid: 'bltac', name: 'Shop' },
      ],
    };
    expect(() => compare(twins, twins)).toThrow('labels holds two that are called Shop');
  });
});

describe('the judgement', () => {
  const differences = ['compare › a/b › c › 0 › time', 'compare › a/b › title'].map(at => ({ at, was: 1, is: 2 }));
  const toKnown = (...at: string[]) => [{ at, why: 'so' }];

  it('expects what is listed, and nothing else', () => {
    const places = (...at: string[]) => judge(differences, toKnown(...at)).unexpected.map(({ at }) => at);
    expect(places()).toEqual(differences.map(({ at }) => at));
    expect(places('compare › ** › time')).toEqual(['compare › a/b › title']);
    expect(places('compare › * › title')).toEqual(['compare › a/b › c › 0 › time']);
    expect(places('compare › * › time', 'compare › a/b')).toHaveLength(2);
  });

  it('tells what is listed in vain, and fails for it', () => {
    const row = { name: 'compare', requests: 3, seconds: 1, says: 'done', differences };
    expect(judge(differences, toKnown('compare › **', 'compare › x')).stale).toEqual(['compare › x']);
    expect(report([row], toKnown('compare › **'))).toMatchObject({ isGood: true });
    expect(report([row], toKnown('compare › **', 'compare › x'))).toMatchObject({ isGood: false });
    const { text, isGood } = report([row], toKnown('compare › ** › time'));
    expect([isGood, text.split('\n').at(-1)]).toEqual([false, 'unexpected: compare › a/b › title: 1 became 2']);
    expect(text).toContain('compare  3         1        done     2            1');
  });

  it('counts what was refused among the differences', () => {
    const answers = [
      { request: 'GET /v3/assets?skip=1', status: 200, says: '' },
      { request: `PUT /v3/labels/${uids[0]}?x=1`, status: 422, says: 'no' },
    ];
    expect(toRefusals(answers)).toEqual([{ at: 'PUT /v3/labels/… › 422', was: 'taken', is: 'no' }]);
  });
});

it('reads an export whatever its files of entries are called', () => {
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const chunk = (digit: string) => `${digit.repeat(8)}-1111-4111-8111-${digit.repeat(12)}-entries.json`;
  const files = {
    'entries/post/en-us/index.json': { 1: chunk('a') },
    [`entries/post/en-us/${chunk('a')}`]: { blta: { uid: 'blta' } },
    [`entries/post/en-us/${chunk('b')}`]: { bltb: { uid: 'bltb' } },
    'locales/locales.json': {},
    'assets/files/bltc/a.txt': 'a',
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(content));
  }
  expect(readExport(folder)).toEqual({
    'entries/post/en-us': { blta: { uid: 'blta' }, bltb: { uid: 'bltb' } },
    'locales/locales': {},
    'assets/files': { bltc: { uid: 'bltc', filename: 'a.txt', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } },
  });
});

it('reads CSV with commas, quotes and lines in its cells', () => {
  expect(parseCsv('a,b,c\r\n"x, ""y""",,"1\n2"\r\n,,z\r\n')).toEqual([
    { a: 'x, "y"', b: '', c: '1\n2' },
    { a: '', b: '', c: 'z' },
  ]);
});

/** What a client gets that is told nothing of a sandbox, by `https` and by `fetch`. */
const client = `
const read = url => new Promise(done => require('node:https')
  .get(url, { headers }, answer => done(answer.resume().statusCode)).on('error', error => done(error.code)));
const headers = { api_key: process.env.KEY, authorization: process.env.TOKEN };
(async () => {
  const urls = ['https://${host}/v3/locales', 'https://${host}/v3/nothing', 'https://www.example.com/', 'https://192.0.2.1/'];
  const told = await Promise.all(urls.map(read));
  told.push(await fetch(urls[0], { headers }).then(({ status }) => status));
  told.push(await fetch(urls[2]).catch(({ cause }) => cause.code));
  console.log(JSON.stringify(told));
})();`;

it('turns a client to the front of a sandbox, and to nothing else', async () => {
  const sandbox = await startSandbox({ seed: emptySeed });
  onTestFinished(() => sandbox.close());
  const certificate = makeCertificate();
  const front = await openFront(sandbox.origin, certificate);
  onTestFinished(() => front[Symbol.asyncDispose]());
  const folder = mkdtempSync(join(tmpdir(), 'front-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'certificate.pem'), certificate.cert);
  const turn = new URL('turn.mjs', import.meta.url).href;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', turn, '-e', client], {
    env: {
      NODE_EXTRA_CA_CERTS: join(folder, 'certificate.pem'),
      TURN_HOST: host,
      TURN_PORT: String(front.port),
      KEY: sandbox.api_key,
      TOKEN: sandbox.tokens.read_write,
    },
  });
  expect(JSON.parse(stdout)).toEqual([200, 404, 'ENOTFOUND', 'ENOTFOUND', 200, 'ENOTFOUND']);
  const seen = front.answers.map(({ request, status, says }) => [request, status, says !== '']);
  expect(seen.toSorted()).toEqual([
    ['GET /v3/locales', 200, false],
    ['GET /v3/locales', 200, false],
    ['GET /v3/nothing', 404, true],
  ]);
});
