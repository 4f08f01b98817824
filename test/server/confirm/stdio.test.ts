// Asking before it acts, as each kind of client meets it over stdio: nothing is written before the user has said yes.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clients, type Reply, type Session, start, yes } from './clients.ts';

const post = { content_type_uid: 'blog_post', entry_uid: 'blte857017fa36831c3' };
const path = '/v3/content_types/blog_post/entries/blte857017fa36831c3';
const staging = { entry: { environments: ['staging'], locales: ['en-us'] } };

/** As a person would. */
const slowly = (reply: Reply): Promise<Reply> => new Promise(resolve => setTimeout(resolve, 400, reply));

const publish = ({ call }: Session) => call('publish_entry', { ...post, ...staging });
const saveFromOutside = async ({ sandbox }: Session) => {
  const answer = await fetch(`${sandbox.origin}${path}`, {
    method: 'PUT',
    headers: {
      api_key: sandbox.api_key,
      authorization: sandbox.tokens.read_write ?? '',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ entry: { headline: 'Somebody was faster' } }),
  });
  expect(answer.status).toBe(200);
};

describe.each(clients)('a client of kind %s', kind => {
  /** One for all whose user is asked: a server goes from call to call, and the stack is as it was for each. */
  let session: Session & AsyncDisposable;
  let answer: () => Reply | Promise<Reply>;
  beforeAll(async () => {
    session = await start({ kind, reply: () => answer() });
  });
  beforeEach(async () => {
    answer = () => yes;
    await session.sandbox.reset();
    session.asked.length = 0;
  });
  afterAll(() => session[Symbol.asyncDispose]());

  it('is asked what would go live where, and goes on with a yes', async () => {
    const { text, isError } = await publish(session);
    expect(isError).toBe(false);
    expect(JSON.parse(text)).toMatchObject({ environments: ['staging'], branch: 'main' });
    expect(session.writes()).toEqual([`POST ${path}/publish`]);
    expect(session.asked.length).toBe(1);
    const [{ message = '', requestedSchema } = {}] = session.asked;
    expect(message.split('\n')).toEqual([
      'Publish an entry?',
      'It is the entry "Winter layering, explained" (blog_post, blte857017fa36831c3), at version 3 in en-us.',
      'The environments are staging.',
      'The languages are en-us.',
      'In staging en-us: version 3 → version 3.',
      expect.stringMatching(/^This is in a stack at http:\/\/127\.0\.0\.1:\d+, on branch main\.$/),
    ]);
    expect(requestedSchema).toMatchObject({ type: 'object', properties: { confirm: { type: 'boolean' } } });
  });

  it.each([
    [{ action: 'decline' as const }, 'the user declined'],
    [{ action: 'cancel' as const }, 'without an answer'],
    [{ action: 'accept' as const, content: { confirm: false } }, 'did not tick'],
  ])('does nothing and says so at %j', async (reply, words) => {
    answer = () => slowly(reply);
    const { text, isError } = await session.call('delete_entry', post);
    expect({ isError, text }).toEqual({ isError: true, text: expect.stringContaining(words) });
    expect(text).toMatch(/^Nothing was done/);
    expect(session.writes()).toEqual([]);
    expect(session.asked.length).toBe(1);
  });

  it('is asked again when the entry was saved in between, and then told the new version', async () => {
    answer = async () => {
      if (session.asked.length === 1) await saveFromOutside(session);
      return yes;
    };
    expect((await publish(session)).isError).toBe(false);
    expect(session.asked.map(({ message }) => /at version \d/.exec(message)?.[0])).toEqual([
      'at version 3',
      'at version 4',
    ]);
    expect(session.asked[1]?.message).toMatch(/^This is no longer what you were asked about\. /);
    expect(session.writes()).toEqual([`PUT ${path}`, `POST ${path}/publish`]);
  });

  it.each([
    ['auto', [`POST ${path}/publish`]],
    ['never', [`POST ${path}/publish`]],
    ['always', []],
  ])('that cannot be asked gets with %s what that says', async (setting, writes) => {
    await using unable = await start({ kind, settings: { CONTENTSTACK_CONFIRM: setting } });
    const { text, isError } = await publish(unable);
    expect(unable.writes()).toEqual(writes);
    expect(isError).toBe(setting === 'always');
    if (setting === 'always') expect(text).toContain('CONTENTSTACK_CONFIRM is always');
  });

  it('is not asked with never, nor about what neither deletes nor publishes', async () => {
    await using unasked = await start({ kind, settings: { CONTENTSTACK_CONFIRM: 'never' }, reply: () => yes });
    expect((await publish(unasked)).isError).toBe(false);
    expect((await session.call('update_entry', { ...post, entry: { headline: 'New' } })).isError).toBe(false);
    expect([...session.asked, ...unasked.asked]).toEqual([]);
  });
});
