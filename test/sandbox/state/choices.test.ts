// Choices: each is read by the sandbox and set otherwise by a test, and a line such as `missingFields=clear` says which.
import { describe, expect, it } from 'vitest';
import { readChoices, startSandbox, Unusable } from '../../../src/sandbox/index.ts';
import { choiceTable, likeliest, settleChoices } from '../../../src/sandbox/state/choices.ts';
import { inside, text } from '../../house/graph.ts';

const readAll = (folder: string): string =>
  inside(folder)
    .filter(path => !path.includes('state/choices'))
    .map(text)
    .join('\n');

describe('each choice', () => {
  const sources = readAll('src/sandbox');
  const tests = readAll('test');

  it.each(Object.entries(choiceTable))('%s has a reader, a test, and words for both', (name, choice) => {
    expect(new RegExp(`(\\.|\\{ |, )${name}\\b`).test(sources), 'is read').toBe(true);
    expect(new RegExp(`\\b${name}\\b`).test(tests), 'is set by a test').toBe(true);
    expect(choice.about).toMatch(/^[^A-Z]|^GETs|^JSON/);
    expect(choice.evidence).toMatch(/\.$/);
    if (choice.confirmed) expect(choice.grade).toBeDefined();
  });
});

describe('lines', () => {
  it('say an answer, or that of a part', () => {
    const lines = ['missingFields=clear', 'mostRoles=3', 'rateRefusal.code=null', 'rateRefusal.retryAfter=true'];
    const given = readChoices(lines);
    expect(given).toEqual({ missingFields: 'clear', mostRoles: 3, rateRefusal: { code: null, retryAfter: true } });
    expect(settleChoices(given)).toEqual({
      ...likeliest,
      ...given,
      rateRefusal: { code: null, retryAfter: true, body: 'json' },
    });
    expect(readChoices(['permissionCheck=after lookup', 'permissionCheck=before lookup'])).toEqual({
      permissionCheck: 'before lookup',
    });
  });

  it.each([
    ['missingFields', 'is not NAME=VALUE'],
    ['weather=fine', 'weather: there is no such choice'],
    ['constructor=fine', 'constructor: there is no such choice'],
    ['missingFields=gone', 'missingFields: takes keep, clear'],
    ['branchRefusalStatus=500', 'branchRefusalStatus: takes 422, 403, 401'],
    ['mostRoles=many', 'mostRoles: takes a number'],
    ['missingFields.assets=keep', 'missingFields: takes keep, clear'],
    ['rateRefusal=429', 'rateRefusal: has parts: code, retryAfter, body'],
    ['rateRefusal.colour=red', 'rateRefusal.colour: is not one of its parts: code, retryAfter, body'],
  ])('such as %s are refused', (line, message) => {
    expect(() => readChoices([line])).toThrow(Unusable);
    expect(() => readChoices([line])).toThrow(message);
  });
});

it('holds every answer of the API back, and none of the control', async () => {
  const near = await startSandbox({ latency: 1 });
  expect((await fetch(`${near.origin}/v3/locales`)).status).toBe(412);
  expect(near.requests).toHaveLength(1);
  await near.close();
  const far = await startSandbox({ latency: 60_000 });
  const held = fetch(`${far.origin}/v3/locales`).catch(() => undefined);
  expect((await fetch(`${far.origin}/health`)).status).toBe(200);
  expect(far.requests).toEqual([]);
  // Nobody waits for it once the sandbox closes.
  await far.close();
  await held;
});
