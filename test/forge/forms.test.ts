// What the forge reads beside workflows: forms, updates, owners; and what each has to say once this repository has an owner.
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { read, readYaml } from './files.ts';

/** Absent until the first release; see CONTRIBUTING.md. */
const { repository } = about as { repository?: string | { url: string } };

const forms = readdirSync('.github/ISSUE_TEMPLATE').filter(name => name !== 'config.yml');

it.each(forms)('%s is a form that sends security reports elsewhere first', name => {
  const { body, ...form } = readYaml(`.github/ISSUE_TEMPLATE/${name}`);
  expect(Object.keys(form).sort()).toEqual(['description', 'labels', 'name']);
  const [first, ...fields] = body;
  expect(first).toMatchObject({
    type: 'markdown',
    attributes: { value: expect.stringContaining('](../security/policy)') },
  });
  for (const field of fields) {
    expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(field.type);
    expect(field).toMatchObject({ id: expect.stringMatching(/^[a-z]+$/), attributes: { label: expect.any(String) } });
  }
  const ids = fields.map(({ id }: { id: string }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(fields.length).toBeGreaterThan(2);
});

it('takes no issue without a form', () => {
  expect(forms.sort()).toEqual(['bug.yml', 'feature.yml']);
  expect(readYaml('.github/ISSUE_TEMPLATE/config.yml').blank_issues_enabled).toBe(false);
});

it('has all that is pinned looked through once a week, and waits a week itself', () => {
  const { version, updates } = readYaml('.github/dependabot.yml');
  expect(version).toBe(2);
  const kinds = updates.map((each: { 'package-ecosystem': string }) => each['package-ecosystem']);
  expect(kinds).toEqual(['npm', 'github-actions', 'docker']);
  for (const update of updates) {
    expect(update).toMatchObject({ directory: '/', schedule: { interval: 'weekly' }, cooldown: { 'default-days': 7 } });
    expect(Object.values(update.groups)).toEqual([{ patterns: ['*'] }]);
  }
});

it('names owners and an address for reports as soon as package.json names the repository, and none before', () => {
  const owners = read('.github/CODEOWNERS')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'));
  const { contact_links: links = [] } = readYaml('.github/ISSUE_TEMPLATE/config.yml');
  expect(owners.some(line => /^\* +@[\w/-]+$/.test(line))).toBe(repository !== undefined);
  expect(links.some(({ url }: { url: string }) => url.endsWith('/security/policy'))).toBe(repository !== undefined);
});
