// What serving.md gives to copy for containers and services: settings that there are, and as strict as it says.
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readInvocation } from '../../src/settings/invocation.ts';
import { table } from '../../src/settings/table.ts';
import { blocksOf, read } from './pages.ts';

const page = read('docs/serving.md');

const toKey = (name: string) => name.replace('CONTENTSTACK_', '');

it('has a compose file that takes all rights from the container, and no secret from its environment', () => {
  const [block = '', ...more] = blocksOf(page, 'yaml').filter(each => each.includes('services:'));
  expect(more).toEqual([]);
  const { services, secrets } = parse(block);
  const { environment, secrets: own, ...service } = services.contentstack;
  expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
  for (const name of Object.keys(environment)) {
    expect(table, name).toHaveProperty(toKey(name));
    expect(table[toKey(name) as keyof typeof table], name).not.toHaveProperty('secret');
  }
  expect(own).toEqual(Object.keys(secrets));
  const files = Object.values<string>(environment).filter(value => value.startsWith('/run/'));
  expect(files.map(path => path.replace('/run/secrets/', ''))).toEqual(own);
  // The port that is published is the one that it listens on, and asks for its health.
  const [, at] = service.command;
  expect(service.command[0]).toBe('--http');
  expect(service.ports[0].split(':').at(-1)).toBe(at.split(':')[1]);
  expect(service.healthcheck.test.at(-1)).toContain(`http://127.0.0.1:${at.split(':')[1]}/healthz`);
  expect(readInvocation(service.command, { CONTENTSTACK_HTTP_TOKEN: 'x'.repeat(32) })).toMatchObject({
    command: 'serve',
  });
});

it('has a unit for systemd that names settings that there are, each secret by a file that it is given', () => {
  const [block = '', ...more] = blocksOf(page, 'ini').filter(each => each.includes('[Service]'));
  expect(more).toEqual([]);
  const valuesOf = (key: string) =>
    [...block.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value);
  const variables = valuesOf('Environment').map(each => each.split('=') as [string, string]);
  for (const [name] of variables) {
    expect(table, name).toHaveProperty(toKey(name));
    expect(table[toKey(name) as keyof typeof table], name).not.toHaveProperty('secret');
  }
  const given = valuesOf('LoadCredential').map(each => each.split(':')[0]);
  expect(variables.filter(([, value]) => value.startsWith('%d/')).map(([, value]) => value.replace('%d/', ''))).toEqual(
    given,
  );
  expect(given.length).toBe(3);
  expect(block).toContain('ProtectSystem=strict');
});
