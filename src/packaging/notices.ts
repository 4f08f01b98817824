// The licences of what the bundle holds of others.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface Bundled {
  name: string;
  /** Where it is installed. */
  folder: string;
  /** The package whose build had it in it already. */
  within?: string;
}

/**
 * @param inputs paths of the files that were bundled, from the root.
 * @throws where a package brings no licence: it must not be shipped then.
 */
export function toNotices(inputs: Iterable<string>): string {
  const found = new Map([...inputs].flatMap(toBundled).map(each => [each.name, each]));
  const parts = [...found.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, folder, within }) => {
      const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
      return `${name} ${within ? `within ${within}` : version} (${license})\n\n${readLicence(name, folder)}`;
    });
  return `${['This file holds the licences of the software that this package contains.', ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** The package of a file, and those that it was itself bundled from: builds of the SDK name them where they begin. */
function toBundled(input: string): Bundled[] {
  const [, folder, name] = packageOf(input) ?? [];
  if (folder === undefined || name === undefined) return [];
  const text = readFileSync(input.replace(/^\w+:/, ''), 'utf8');
  const within = [...text.matchAll(/^\/\/#region .*?\/\.pnpm\/[^/]+\/(node_modules\/.*)$/gm)].flatMap(
    ([, inner = '']) => {
      const [, , of] = packageOf(inner) ?? [];
      // Its licence is the same wherever it lies; what is installed beside is read.
      return of === undefined ? [] : [{ name: of, folder: `node_modules/${of}`, within: name }];
    },
  );
  return [...within, { name, folder }];
}

/** `part:node_modules/@scope/name/…` → folder and `@scope/name`; the innermost, where packages have packages of their own. */
const packageOf = (path: string) => /^(?:\w+:)?(.*\bnode_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(path);

function readLicence(name: string, folder: string): string {
  const file = existsSync(folder) && readdirSync(folder).find(each => /licen[cs]e|copying/i.test(each));
  if (!file) throw new Error(`${name} is bundled and brings no licence`);
  return readFileSync(`${folder}/${file}`, 'utf8').trim();
}
