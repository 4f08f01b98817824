// Parts of the bundle that lie in it as text, which Node parses when they are first asked for.
import { type BuildOptions, build, type Plugin } from 'esbuild';

export interface Parts {
  plugin: Plugin;
  /** Paths of what went into them; complete when the bundle is. */
  inputs: Set<string>;
  /** @throws when a name stands in no import, as after a move: it would be parsed at every start, and nobody would notice. */
  requireAll(): void;
}

/**
 * Node parses every function of a file before it runs the first line, whether it is ever called or not: of the whole bundle
 * that takes longer than all else at a start. A text costs a tenth of it. A part is bundled by itself, so it must not share
 * what has an identity, such as a class, with the rest.
 * @param names what becomes a part, each as it stands in the import.
 */
export function asParts(names: readonly string[], options: BuildOptions): Parts {
  const inputs = new Set<string>();
  const lost = new Set(names);
  const plugin: Plugin = {
    name: 'parts',
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /./ }, async ({ path, pluginData, ...where }) => {
        if (pluginData?.isFound || !names.includes(path)) return undefined;
        lost.delete(path);
        const found = await resolve(path, { ...where, pluginData: { isFound: true } });
        return { path: found.path, namespace: 'part', pluginData: { name: path } };
      });
      onLoad({ filter: /./, namespace: 'part' }, async ({ path, pluginData }) => {
        // As CommonJS, the form that a text can be run in at once.
        const { outputFiles, metafile } = await build({ ...options, entryPoints: [path], format: 'cjs', write: false });
        for (const input of Object.keys(metafile?.inputs ?? {})) inputs.add(input);
        return { contents: toLoader(pluginData.name, outputFiles?.[0]?.text ?? '') };
      });
    },
  };
  const requireAll = (): void => {
    if (lost.size > 0) throw new Error(`nothing imports ${[...lost].join(', ')}, which is to be a part of its own`);
  };
  return { plugin, inputs, requireAll };
}

const toLoader = (name: string, text: string): string => `
const { compileFunction } = require('node:vm');
const filename = ${JSON.stringify(`contentstack-cma-mcp/${name}`)};
compileFunction(${JSON.stringify(text)}, ['module', 'exports', 'require'], { filename })(module, exports, require);`;
