// Files beside the bundle, each of which Node reads when it is first asked for.
import { type BuildOptions, build, type Plugin } from 'esbuild';

interface Parts {
  plugin: Plugin;
  /** @returns the paths of what went into them. @throws when nothing imports one, as after a move: it would be read at every start. */
  write(folder: string): Promise<string[]>;
}

/**
 * Node reads a file whole and parses each function of it before it runs the first line: of all that there is, that takes longer
 * than all else at a start. A part is bundled by itself, so it must not share what has an identity, such as a class, with the rest.
 * @param imports what becomes a part, as it stands in the import, by the name of its file.
 */
export function asParts(imports: Readonly<Record<string, string>>, options: BuildOptions): Parts {
  const files = new Map(Object.entries(imports).map(([file, path]) => [path, file]));
  const found = new Map<string, string>();
  const plugin: Plugin = {
    name: 'parts',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /./ }, async ({ path, pluginData, ...where }) => {
        const file = files.get(path);
        if (file === undefined || pluginData?.isPart) return undefined;
        const { path: entry, errors } = await resolve(path, { ...where, pluginData: { isPart: true } });
        if (errors.length > 0) return { errors };
        found.set(file, entry);
        return { path: `./${file}.cjs`, external: true };
      });
    },
  };
  const write = async (outdir: string): Promise<string[]> => {
    const lost = Object.keys(imports).filter(file => !found.has(file));
    if (lost.length > 0) throw new Error(`nothing imports ${lost.join(', ')}, which is to be a file of its own`);
    const { metafile } = await build({
      ...options,
      entryPoints: Object.fromEntries(found),
      outdir,
      outExtension: { '.js': '.cjs' },
      metafile: true,
    });
    return Object.keys(metafile.inputs);
  };
  return { plugin, write };
}
