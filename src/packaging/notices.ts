// The licences of what the bundle holds of others.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * @param inputs paths of the files that were bundled, from the root.
 * @throws where a package brings no licence: it must not be shipped then.
 */
export function toNotices(inputs: Iterable<string>): string {
  const found = new Map([...inputs].flatMap(toPackages));
  const parts = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, within]) => {
      const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
      return `${name} ${within ?? version} (${license})\n\n${readLicence(name)}`;
    });
  return `${['This file holds the licences of the software that main.js contains.', ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** The package of a file, and those that it was itself bundled from: builds of the SDK name them where they begin. */
function toPackages(input: string): [string, string | undefined][] {
  const name = toName(input);
  if (name === undefined) return [];
  const text = readFileSync(input.replace(/^\w+:/, ''), 'utf8');
  const within = [...text.matchAll(/^\/\/#region .*?\/\.pnpm\/[^/]+\/(node_modules\/.*)$/gm)];
  return [
    ...within
      .flatMap(([, inner = '']) => toName(inner) ?? [])
      .map(each => [each, `within ${name}`] as [string, string]),
    [name, undefined],
  ];
}

/** `node_modules/@scope/name/…` → `@scope/name`; the innermost, where packages have packages of their own. */
const toName = (path: string): string | undefined => path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1];

function readLicence(name: string): string {
  const folder = `node_modules/${name}`;
  const file = existsSync(folder) && readdirSync(folder).find(each => /licen[cs]e|copying/i.test(each));
  if (!file) throw new Error(`${name} is bundled and brings no licence`);
  return readFileSync(`${folder}/${file}`, 'utf8').trim();
}
