// The bill of materials: what is in the bundle, all of it and nothing else, as the official schema has it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, expect, it } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { installAside } from '../../src/packaging/npm.ts';
import { toSbom } from '../../src/packaging/sbom.ts';

interface Component {
  'bom-ref': string;
  group?: string;
  name: string;
  version: string;
  licenses: unknown;
  purl: string;
  hashes?: { alg: string; content: string }[];
  components?: Component[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const sbom: ReturnType<typeof toSbom> & { components: Component[] } = readJson('dist/sbom.cdx.json');
const locked: Record<string, { version: string; integrity: string; resolved?: string }> =
  readJson('package-lock.json').packages;

const toName = ({ group, name }: Pick<Component, 'group' | 'name'>) =>
  group === undefined ? name : `${group}/${name}`;

/** `…/node_modules/@scope/name/…` → its folder, the innermost. */
const toFolder = (path: string): string | undefined => /.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];

it('lists every package of the bundle as it is installed, and no other', async () => {
  // Bundled anew without any step of the build's own, so that none of these can lose a package unseen.
  const { metafile } = await build({
    ...{ entryPoints: ['src/main.ts'], absWorkingDir: root, bundle: true, platform: 'node', format: 'esm' },
    ...{ write: false, metafile: true, logLevel: 'error' },
  });
  const folders = new Set(Object.keys(metafile.inputs).flatMap(path => toFolder(path) ?? []));
  const installed = [...folders].map(folder => {
    const { name, version } = readJson(join(folder, 'package.json'));
    return `${name} ${version}`;
  });
  expect(sbom.components.map(each => `${toName(each)} ${each.version}`)).toEqual(installed.sort());
  expect(installed.length).toBeGreaterThan(20);
});

it('names each by the digest that npm has checked it against', () => {
  for (const component of sbom.components) {
    const { version, integrity } = locked[`node_modules/${toName(component)}`] ?? {};
    expect(component.version).toBe(version);
    const [{ alg, content } = { alg: '', content: '' }, ...more] = component.hashes ?? [];
    expect([alg, more]).toEqual(['SHA-512', []]);
    expect(`sha512-${Buffer.from(content, 'hex').toString('base64')}`).toBe(integrity);
    expect(component.purl).toBe(`pkg:npm/${toName(component).replace('@', '%40')}@${version}`);
  }
});

it('tells what was in a package already, in the version that is in there and not the one that lies beside it', () => {
  const within = sbom.components.flatMap(({ name, components = [] }) =>
    components.map(each => `${name}: ${each.purl}`),
  );
  const server = readFileSync(join(root, 'node_modules/@modelcontextprotocol/server/dist/validators/ajv.mjs'), 'utf8');
  const files = [...server.matchAll(/from "(\.\.?\/[^"]+)"/g)].map(([, path = '']) =>
    readFileSync(join(root, 'node_modules/@modelcontextprotocol/server/dist/validators', path), 'utf8'),
  );
  const [, ajv] = /\.pnpm\/ajv@([\d.]+)\//.exec([server, ...files].join('\n')) ?? [];
  expect(ajv).toMatch(/^\d+\.\d+\.\d+$/);
  expect(within).toContain(`server: pkg:npm/ajv@${ajv}`);
  expect(within.map(each => /\/([\w-]+)@/.exec(each)?.[1])).toEqual(
    expect.arrayContaining(['ajv-formats', 'content-type', 'fast-deep-equal', 'fast-uri', 'json-schema-traverse']),
  );
});

it('says the same of whose they are as the notices do', () => {
  const notices = readFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
  const told = [...notices.matchAll(/-{80}\n\n(\S+) .+ \((.+)\)\n\n/g)].map(
    ([, name, licence]) => `${name} ${licence}`,
  );
  const all = sbom.components.flatMap(each => [each, ...(each.components ?? [])]);
  const listed = all.map(each => `${toName(each)} ${(each.licenses as { license: { id: string } }[])[0]?.license.id}`);
  expect([...new Set(listed)].sort()).toEqual(told.sort());
});

it('is of this product, and the same whenever it is made of the same', () => {
  const { serialNumber, metadata } = sbom;
  expect(metadata.component).toMatchObject({
    name: about.name,
    version: about.version,
    purl: `pkg:npm/${about.name}@${about.version}`,
  });
  expect(JSON.stringify(sbom)).not.toMatch(/"timestamp"/);
  const { serialNumber: again } = toSbom(about, [], {});
  expect(toSbom(about, [], {}).serialNumber).toBe(again);
  expect(again).not.toBe(serialNumber);
});

it('takes no digest of another version, and a licence that is more than one for what it is', () => {
  const bundled = [{ name: 'a', version: '1.0.0', license: '(MIT OR GPL-2.0)', folder: 'node_modules/a' }];
  const integrity = `sha512-${createHash('sha512').update('a').digest('base64')}`;
  const [other] = toSbom(about, bundled, { 'node_modules/a': { version: '2.0.0', integrity } }).components;
  expect(other).not.toHaveProperty('hashes');
  expect(other).toMatchObject({ licenses: [{ expression: '(MIT OR GPL-2.0)' }] });
  const [same] = toSbom(about, bundled, { 'node_modules/a': { version: '1.0.0', integrity } }).components;
  expect(same).toHaveProperty('hashes');
});

/** Of the official library, which brings the schemas, and what reads them. */
const library = '10.3.0';
const home = join(root, 'node_modules', '.cache', `cyclonedx-${library}`);
beforeAll(
  () => installAside(home, [`@cyclonedx/cyclonedx-library@${library}`, 'ajv@8.20.0', 'ajv-formats@3.0.1']),
  120_000,
);

it('is valid by the schema of CycloneDX, to which a wrong one is not', () => {
  const require = createRequire(join(home, 'node_modules', 'x.js'));
  const schemas = join(home, 'node_modules/@cyclonedx/cyclonedx-library/res/schema');
  const readSchema = (name: string) => JSON.parse(readFileSync(join(schemas, `${name}.SNAPSHOT.schema.json`), 'utf8'));
  const { default: Ajv } = require('ajv');
  const { default: addFormats } = require('ajv-formats');
  const ajv = new Ajv({ strict: false });
  for (const name of ['spdx', 'jsf-0.82'])
    ajv.addSchema(readSchema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  addFormats(ajv);
  ajv.addFormat('iri-reference', true).addFormat('idn-email', true);
  const isValid = ajv.compile(readSchema('bom-1.6'));
  isValid(sbom);
  expect(isValid.errors).toBe(null);
  for (const wrong of [{ serialNumber: 'urn:uuid:1' }, { components: [{ name: 'a' }] }, { when: 'now' }])
    expect(isValid({ ...sbom, ...wrong }), JSON.stringify(wrong)).toBe(false);
});
