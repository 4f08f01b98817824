// A policy holds for every call of an operation: what it denies never leaves, and what it wants asked leaves with a person's yes alone.
import { expect, it } from 'vitest';
import { isWrite, makePerson, neverProduction, openRuled, tried } from './guard.ts';

const entry = { content_type_uid: 'announcement', entry_uid: 'bltcb8f9f8fc4526d43' };
const publish = (...environments: string[]) => ({ ...entry, entry: { environments, locales: ['en-us'] } });
const asking = { name: 'a person for every publish', effects: ['publish'], then: 'ask' };

it('refuses what a rule denies by its name, before anything is read for it, and lets the rest go', async () => {
  await using stack = await openRuled([neverProduction]);
  expect(await stack.fail('publish_entry', publish('staging', 'production'))).toMatch(
    /^Nothing was sent\. The policy rule "never production" forbids this: .*production/,
  );
  expect(stack.sandbox.requests).toEqual([]);
  await stack.call('publish_entry', publish('staging'));
  expect(stack.sandbox.requests.filter(isWrite)).toMatchObject([{ method: 'POST' }]);
});

it('knows an environment by its uid too, and a title by its uid', async () => {
  await using stack = await openRuled([neverProduction]);
  const { environments } = (await stack.send('GET', '/environments')) as {
    environments: { name: string; uid: string }[];
  };
  const uid = environments.find(({ name }) => name === 'production')?.uid ?? '';
  expect(await stack.fail('publish_entry', publish(uid))).toContain('"never production"');
  expect(await stack.fail('publish_entry', publish('Production'))).toContain('"never production"');
  expect(stack.sandbox.requests.filter(isWrite)).toEqual([]);
});

it('withholds what no argument could make a rule allow, and tells the rule as the reason', async () => {
  await using stack = await openRuled([{ name: 'no deletes', effects: ['delete'], then: 'deny' }], {
    settings: { TOKEN_SCOPE: 'read-write' },
  });
  const names = await stack.list();
  expect(names).not.toContain('delete_entry');
  expect(names).toContain('update_entry');
  await expect(stack.call('delete_entry', entry)).rejects.toThrow(
    /delete_entry not found; it is off here: .*"no deletes"/,
  );
  const status = await stack.call('server_status');
  expect(JSON.stringify(status)).toContain('no deletes: deny delete');
});

it.each(['auto', 'never', 'always'])('asks a person where a rule says so, with CONFIRM=%s', async CONFIRM => {
  const person = makePerson('yes');
  await using stack = await openRuled([asking], { ...person.options, settings: { CONFIRM } });
  await stack.call('publish_entry', publish('staging'));
  expect(person.asked).toEqual([expect.stringMatching(/^Publish an entry\?[\s\S]*"a person for every publish"/)]);
  expect(stack.sandbox.requests.filter(isWrite)).toHaveLength(1);
});

it.each(['auto', 'never', 'always'])(
  'does nothing after a no, or a yes that nobody can have read for, with CONFIRM=%s',
  tried,
  async CONFIRM => {
    for (const [answer, says] of [
      ['no', 'Nothing was done: the user declined.'],
      ['at once', 'faster than a person can read'],
    ] as const) {
      const person = makePerson(answer);
      await using stack = await openRuled([asking], { ...person.options, settings: { CONFIRM } });
      const told = await stack.fail('publish_entry', publish('staging'));
      expect(told).toMatch(answer === 'no' ? /declined/ : /faster than a person can read/);
      expect(told).toContain(answer === 'no' ? 'Nothing was done' : says);
      expect(person.asked).toHaveLength(1);
      expect(stack.sandbox.requests.filter(isWrite)).toEqual([]);
    }
  },
);

it.each(['auto', 'never', 'always'])(
  'refuses where nobody can be asked, with CONFIRM=%s: no code stands for a person',
  async CONFIRM => {
    await using stack = await openRuled([asking], { settings: { CONFIRM } });
    const told = await stack.fail('publish_entry', publish('production'));
    expect(told).toMatch(/"a person for every publish"[\s\S]*This client cannot ask its user/);
    expect(told).not.toContain('"confirm"');
    expect(stack.sandbox.requests).toEqual([]);
  },
);

it('asks of what is otherwise never asked about', async () => {
  const person = makePerson('yes');
  await using stack = await openRuled([{ name: 'look first', effects: ['create'], then: 'ask' }], person.options);
  await stack.call('create_label', { label: { name: 'Looked at', content_types: ['page'] } });
  expect(person.asked).toEqual([expect.stringMatching(/^Create a label\?[\s\S]*"look first"/)]);
});

it('holds for what is not listed and reached by run_write', async () => {
  await using stack = await openRuled([neverProduction], { settings: { SURFACE: 'tasks' } });
  const told = await stack.fail('run_write', { operation: 'publish_entry', arguments: publish('production') });
  expect(told).toContain('"never production"');
  await stack.call('run_write', { operation: 'publish_entry', arguments: publish('staging') });
  expect(stack.sandbox.requests.filter(isWrite)).toHaveLength(1);
});
