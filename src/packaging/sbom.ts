// The bill of materials of dist/main.js, in CycloneDX: which packages are in it, in which version, by which digest.
import { createHash } from 'node:crypto';
import type { About } from './about.ts';
import type { Bundled } from './bundled.ts';

/** Of package-lock.json, by the folder: what npm has checked each package against. */
type Integrities = Readonly<Record<string, { version?: string; integrity?: string }>>;

/**
 * The product has no dependencies, so what npm lists of it is nothing: everything is in the bundle, and what is in the bundle
 * its bundler knows. A package that was itself bundled into another is a part of that one.
 */
export function toSbom(about: About, bundled: readonly Bundled[], locked: Integrities) {
  const components = bundled
    .filter(({ within }) => within === undefined)
    .map(({ folder, ...each }) => ({
      ...toComponent(each),
      ...toHashes(each.version, locked[toLockedPath(folder)]),
      ...toParts(bundled.filter(({ within }) => within === each.name)),
    }));
  const product = { type: 'application', ...toNamed(about), description: about.description };
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    // No time and no chance: the same sources give the same file, and its number.
    metadata: { lifecycles: [{ phase: 'build' }], component: product },
    components,
    dependencies: [{ ref: product['bom-ref'], dependsOn: components.map(each => each['bom-ref']) }],
    compositions: [{ aggregate: 'complete', assemblies: [product['bom-ref']] }],
  };
  return { ...document, serialNumber: `urn:uuid:${toUuid(JSON.stringify(document))}` };
}

/** As package-lock.json has it, also where the folder of all packages is a link to somewhere else. */
const toLockedPath = (folder: string): string => folder.slice(folder.indexOf('node_modules/'));

type Named = Pick<Bundled, 'name' | 'version' | 'license'>;

function toNamed({ name, version, license }: Named) {
  const [scope, rest] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    'bom-ref': purl,
    ...(scope === undefined ? {} : { group: scope }),
    name: rest,
    version,
    licenses: [/^[\w.-]+$/.test(license) ? { license: { id: license } } : { expression: license }],
    purl,
  };
}

const toComponent = (named: Named) => ({ type: 'library', ...toNamed(named) });

/** @param locked what is installed under its name; another version than that has other digests. */
function toHashes(version: string, locked: Integrities[string] | undefined) {
  const [, base64] = /^sha512-(\S+)$/.exec(locked?.integrity ?? '') ?? [];
  if (locked?.version !== version || base64 === undefined) return {};
  return { hashes: [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }] };
}

/** Referred to by the whole, as two packages may have the same within. */
function toParts(parts: readonly Bundled[]) {
  if (parts.length === 0) return {};
  return {
    components: parts.map(part => ({
      ...toComponent(part),
      'bom-ref': `${toNamed(part)['bom-ref']}#within-${part.within}`,
    })),
  };
}

/** As RFC 9562 has it of one's own making, version 8. */
function toUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0b11) | 0b1000).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
