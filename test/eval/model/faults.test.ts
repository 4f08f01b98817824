// What a run comes to where the endpoint fails: words, in place of a score.
import { describe, expect, it } from 'vitest';
import { apis } from '../options.ts';
import { startEndpoint, type Trouble } from './endpoint.ts';
import { key, run, scripts, some } from './trial.ts';

describe('an endpoint that fails', () => {
  const told = (status: number, message: string): Trouble => ({ status, body: JSON.stringify({ error: { message } }) });

  it.each(
    apis.flatMap(api => [
      { api, trouble: told(429, 'Too many requests.'), tries: 5, says: 'the endpoint answered 429: ' },
      { api, trouble: told(500, 'Out of order.'), tries: 5, says: 'the endpoint answered 500: ' },
      { api, trouble: told(401, `No such key: ${key}`), tries: 1, says: 'the endpoint answered 401: ' },
      {
        api,
        trouble: { status: 200, body: '{"choices": [' },
        tries: 1,
        says: 'the endpoint answered, but its answer is no JSON',
      },
      { api, trouble: { status: 200, body: '{}' }, tries: 1, says: 'the endpoint answered, but its answer holds no ' },
    ]),
  )('ends in words after three tasks: $api, $trouble.status, $says', async ({ api, trouble, tries, says }) => {
    await using endpoint = await startEndpoint([], () => trouble);
    const { rows, isLost, said, page } = await run(endpoint, api, some);
    expect(isLost).toBe(true);
    expect(
      rows.map(({ ended, why = '', outcome: { isRight, calls } }) => ({
        ended,
        says: why.startsWith(says),
        isRight,
        calls,
      })),
    ).toEqual(some.slice(0, 3).map(() => ({ ended: 'unanswered', says: true, isRight: false, calls: 0 })));
    expect(endpoint.arrived).toHaveLength(3 * tries);
    expect(said.at(-1)).toContain(`It was left after 3 tasks in a row without an answer: ${says}`);
    expect([...said, page].some(text => text.includes(key))).toBe(false);
  });

  it.each(apis)('is asked again, and one fault on the way costs nothing: %s', async api => {
    const task = some.slice(0, 1);
    await using endpoint = await startEndpoint(scripts(task), request =>
      request === 1 ? told(429, 'Soon.') : undefined,
    );
    const { rows, isLost } = await run(endpoint, api, task);
    expect(isLost).toBe(false);
    expect(rows[0]).toMatchObject({ ended: 'answered', outcome: { isRight: true } });
  });

  it('is told from one that is not there', async () => {
    const endpoint = await startEndpoint([]);
    await endpoint[Symbol.asyncDispose]();
    const { rows } = await run(endpoint, 'openai', some.slice(0, 1));
    expect(rows[0]?.why).toBe('the endpoint cannot be reached, or does not answer');
  });
});
