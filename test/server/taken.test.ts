// A uid that is taken elsewhere: the refusal says where.
import { expect, it } from 'vitest';
import { open } from '../harness.ts';
import { find, operations } from '../operations.ts';

const settings = { MODULES: 'all' };
const unique = { termUid: 'unique in the stack' } as const;

it('says in which taxonomy a term is', async () => {
  await using opened = await open({ settings, choices: unique });
  const { taxonomies } = opened.sandbox.state;
  const [here = '', elsewhere = ''] = Object.keys(taxonomies);
  const [uid = ''] = Object.keys(taxonomies[elsewhere]?.terms ?? {});
  const create = (taxonomy_uid: string) => opened.fail('create_term', { taxonomy_uid, term: { uid, name: 'Again' } });
  opened.sandbox.requests.length = 0;
  expect(await create(here)).toContain(`"${uid}" is there already, in the taxonomy "${elsewhere}".`);
  expect(opened.sandbox.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
  expect(await create(elsewhere)).toContain(`in the taxonomy "${elsewhere}".`);
});

it('reads nothing where that is not why', async () => {
  await using opened = await open({ settings });
  const [taxonomy_uid] = Object.keys(opened.sandbox.state.taxonomies);
  opened.sandbox.requests.length = 0;
  await opened.fail('create_term', { taxonomy_uid, term: { uid: 'New Term', name: 'x' } });
  expect(opened.sandbox.requests.map(({ method }) => method)).toEqual(['POST']);
});

it('tells the refusal all the same where the read is off, refused or not answered', async () => {
  await using alone = await open({
    settings: { MODULES: 'all', TOOLS: 'create_term', TOKEN_SCOPE: 'read-write' },
    choices: unique,
  });
  const [here = '', elsewhere = ''] = Object.keys(alone.sandbox.state.taxonomies);
  const [uid] = Object.keys(alone.sandbox.state.taxonomies[elsewhere]?.terms ?? {});
  const args = { taxonomy_uid: here, term: { uid, name: 'Again' } };
  expect(await alone.fail('create_term', args)).not.toContain('is there already');
  await using opened = await open({ settings, choices: unique });
  for (const fault of [{ answer: { status: 403, body: {} } }, { cut: 'before' as const }]) {
    opened.sandbox.fault({ method: 'GET', path: /terms$/, times: 9, ...fault });
    const text = await opened.fail('create_term', args);
    expect(text).toContain('It is taken: choose another');
    expect(text).not.toContain('is there already');
  }
});

it('is a read that finds by uid, and shows what it is in', () => {
  const named = operations.filter(({ taken }) => taken !== undefined);
  expect(named.map(({ name }) => name)).toEqual(['create_term']);
  for (const { taken, path } of named) {
    const read = find(taken?.by ?? '');
    expect(read.effect).toBe('read');
    expect(Object.keys(read.query)).toContain('query');
    expect(read.outline).toEqual(expect.arrayContaining(['uid', taken?.within]));
    expect(Object.keys(path)).toContain(taken?.within);
  }
});
