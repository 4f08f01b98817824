// Which packages a bundle holds, read off the files that went into it.
import { readFileSync } from 'node:fs';

export interface Bundled {
  name: string;
  version: string;
  /** As its package.json says. */
  license: string;
  /** Where it is installed. */
  folder: string;
  /** The package whose build had it in it already. */
  within?: string;
}

/** @param inputs paths of the files that were bundled, from the root. @returns each once, by name; what is within several, once for each. */
export function listBundled(inputs: Iterable<string>): Bundled[] {
  const found = new Map(
    [...inputs].flatMap(toBundled).map(each => [`${each.name} ${each.version} ${each.within ?? ''}`, each]),
  );
  return [...found.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, bundled]) => bundled);
}

/** The package of a file, and those that it was itself bundled from: builds of the SDK name them where they begin. */
function toBundled(input: string): Bundled[] {
  const [, folder, name] = packageOf(input) ?? [];
  if (folder === undefined || name === undefined) return [];
  const text = readFileSync(input.replace(/^\w+:/, ''), 'utf8');
  const within = [...text.matchAll(/^\/\/#region .*?\/\.pnpm\/@?[^/@]+@([^/_(]+)[^/]*\/(node_modules\/.*)$/gm)].flatMap(
    ([, version = '', inner = '']) => {
      const [, , of] = packageOf(inner) ?? [];
      if (of === undefined) return [];
      // Its licence is the same wherever it lies; what is installed beside is read.
      const installed = `node_modules/${of}`;
      return [{ name: of, version, license: readAbout(installed).license, folder: installed, within: name }];
    },
  );
  return [...within, { name, ...readAbout(folder), folder }];
}

const readAbout = (folder: string): Pick<Bundled, 'version' | 'license'> => {
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  return { version, license };
};

/** `part:node_modules/@scope/name/…` → folder and `@scope/name`; the innermost, where packages have packages of their own. */
const packageOf = (path: string) => /^(?:\w+:)?(.*\bnode_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(path);
