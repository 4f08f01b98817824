// The sources of this repository, what each imports by its own lines, and the circles in that. Type imports count like any other.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export const files: readonly string[] = ['src', 'tools', 'test'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(folder, name)),
);

export const inside = (folder: string): string[] => files.filter(file => file.startsWith(`${folder}/`));

export const text = (file: string): string => readFileSync(join(root, file), 'utf8');

const kept = new Map<string, string[]>();

/** What a file imports: paths from the root for its own, names for packages. */
export function importsOf(file: string): string[] {
  const found = kept.get(file) ?? readImports(text(file), file);
  kept.set(file, found);
  return found;
}

/** @param source the lines of `file`, which stands where its relative imports begin. */
export function readImports(source: string, file: string): string[] {
  const found = source.matchAll(/(?:^(?:import|export)\b[^;]*?\bfrom |^import |\bimport\()'([^']+)'/gm);
  return [...found].map(([, name = '']) => (name.startsWith('.') ? normalize(join(dirname(file), name)) : name));
}

export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

export const toFileGraph = (of: readonly string[]): Graph => {
  const known = new Set(of);
  return new Map(of.map(file => [file, new Set(importsOf(file).filter(name => known.has(name)))]));
};

/** The same of what the files lie in, by any division of them; within one part there are no arrows. */
export function toPartGraph(graph: Graph, toPart: (file: string) => string): Graph {
  const parts = new Map<string, Set<string>>();
  for (const [file, imports] of graph) {
    const part = toPart(file);
    const known = parts.get(part) ?? new Set();
    for (const name of imports) if (toPart(name) !== part) known.add(toPart(name));
    parts.set(part, known);
  }
  return parts;
}

/** The shortest way from each node back to itself that has not been told with another one, as `a → b → a`. */
export function findCircles(graph: Graph): string[] {
  const told = new Set<string>();
  return [...graph.keys()].flatMap(node => {
    if (told.has(node)) return [];
    const way = findWay(graph, node);
    for (const step of way) told.add(step);
    return way.length > 0 ? [[...way, node].join(' → ')] : [];
  });
}

/** From a node back to it, breadth first; empty when there is no such way. */
function findWay(graph: Graph, node: string): string[] {
  const from = new Map<string, string>();
  const queue = [node];
  for (const at of queue) {
    for (const next of graph.get(at) ?? []) {
      if (next === node) {
        const way = [at];
        for (let step = at; step !== node; step = way[0] as string) way.unshift(from.get(step) as string);
        return way;
      }
      if (from.has(next)) continue;
      from.set(next, at);
      queue.push(next);
    }
  }
  return [];
}
