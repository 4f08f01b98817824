// Who may know whom: the table of rooms against the import lines, and no circle anywhere.
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  files,
  findCircles,
  type Graph,
  importsOf,
  inside,
  readImports,
  text,
  toFileGraph,
  toPartGraph,
} from './graph.ts';
import { machine, type Room, sandboxRooms } from './rooms.ts';

const sources = files.filter(file => !file.startsWith('test/'));
const graph = toFileGraph(sources);

const rooms = Object.entries(machine).map(([name, room]) => ({ name, ...room }));

function findRoom(file: string): Room & { name: string } {
  const [found] = rooms
    .filter(({ at }) => file === at || file.startsWith(`${at}/`))
    .sort((one, other) => other.at.length - one.at.length);
  if (!found) throw new Error(`${file} is in no room of the table`);
  return found;
}

const isOwn = (name: string): boolean => /^(src|tools|test)\//.test(name);

describe('the machine', () => {
  it('lies in rooms that are all in the table, and none of the table is empty', () => {
    const used = new Set(sources.map(file => findRoom(file).name));
    expect([...used].sort()).toEqual(Object.keys(machine).sort());
  });

  it('has a table without an arrow that runs up', () => {
    const order = Object.keys(machine);
    // The demo stack stands beside: it knows no room, and main alone knows it.
    const up = rooms.flatMap(({ name, may }) =>
      may
        .filter(each => each !== 'sandbox' && order.indexOf(each) <= order.indexOf(name))
        .map(each => `${name} → ${each}`),
    );
    expect(up).toEqual([]);
  });

  it.each(rooms)('lets $name know what the table says, and nothing else', room => {
    const strangers = sources
      .filter(file => findRoom(file).name === room.name)
      .flatMap(file =>
        importsOf(file)
          .filter(isOwn)
          .filter(name => !allows(room, name))
          .map(name => `${file} imports ${name}`),
      );
    expect(strangers).toEqual([]);
  });

  it.each(rooms.filter(({ packages }) => packages))(
    'lets $name use the packages that the table says',
    ({ name, packages = [] }) => {
      const strangers = sources
        .filter(file => findRoom(file).name === name)
        .flatMap(file =>
          importsOf(file)
            .filter(each => !isOwn(each) && each !== 'package.json')
            .filter(
              each =>
                !packages.some(known => each === known || each.startsWith(known.endsWith(':') ? known : `${known}/`)),
            )
            .map(each => `${file} imports ${each}`),
        );
      expect(strangers).toEqual([]);
    },
  );

  it('keeps one module of the catalogue from knowing another', () => {
    for (const file of inside('tools').filter(name => !name.endsWith('/index.ts'))) {
      expect(
        importsOf(file).filter(name => name.startsWith('tools/')),
        file,
      ).toEqual([]);
    }
  });

  function allows(room: Room & { name: string }, name: string): boolean {
    const other = findRoom(name);
    if (other.name === room.name) return true;
    return room.may.includes(other.name) && (other.front === undefined || other.front === name);
  }
});

describe('the sandbox', () => {
  const toPart = (file: string): string => {
    const path = file.replace('src/sandbox/', '');
    return sandboxRooms.find(name => path === name || path.startsWith(`${name}/`)) ?? `unknown: ${path}`;
  };
  const own = toPartGraph(toFileGraph(inside('src/sandbox')), toPart);

  it('has the rooms that are written down, and no others', () => {
    expect([...own.keys()].sort()).toEqual([...sandboxRooms].sort());
  });

  it('knows in each room only those below it', () => {
    const up = [...own].flatMap(([part, others]) =>
      [...others]
        .filter(other => sandboxRooms.indexOf(other) > sandboxRooms.indexOf(part))
        .map(other => `${part} → ${other}`),
    );
    expect(up).toEqual([]);
  });

  it('stands on a state that knows nothing of it', () => {
    expect([...(own.get('state') ?? ['there is no state'])]).toEqual([]);
  });

  it('serves each module by the front of its room', () => {
    const served = importsOf('src/sandbox/wiring/modules.ts').filter(name => name !== 'src/sandbox/http/call.ts');
    expect(served.filter(name => !name.endsWith('/routes.ts'))).toEqual([]);
    expect(served.length).toBeGreaterThan(15);
  });
});

describe('circles', () => {
  it('are in no imports of files', () => {
    expect(findCircles(graph)).toEqual([]);
  });

  it('are in no imports of folders', () => {
    expect(findCircles(toPartGraph(graph, dirname))).toEqual([]);
  });

  it('would be found, with their files, types included', () => {
    const lines = {
      'src/a.ts': "import type { B } from './b.ts';",
      'src/b.ts': "import {\n  type C,\n} from './c/c.ts';",
      'src/c/c.ts': "export const load = () => import('../a.ts');",
      'src/d.ts': "import { a } from './a.ts';",
    };
    const planted: Graph = new Map(
      Object.entries(lines).map(([file, source]) => [file, new Set(readImports(source, file))]),
    );
    expect(findCircles(planted)).toEqual(['src/a.ts → src/b.ts → src/c/c.ts → src/a.ts']);
    expect(findCircles(toPartGraph(planted, dirname))).toEqual(['src → src/c → src']);
  });

  it('are looked for in all that is there', () => {
    expect(graph.get('src/main.ts')).toContain('tools/index.ts');
    expect(graph.get('src/main.ts')).toContain('src/command/demo.ts');
    expect(graph.size).toBeGreaterThan(200);
  });
});

describe('sizes', () => {
  const lengths = new Map(sources.map(file => [file, text(file).trimEnd().split('\n').length]));
  const sorted = [...lengths.values()].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;

  it('keep half of the files under 100 lines, nine in ten under 250', () => {
    expect(at(0.5)).toBeLessThan(100);
    expect(at(0.9)).toBeLessThan(250);
    expect(at(1)).toBeLessThanOrEqual(400);
  });

  it('keep folders at 25 files at most', () => {
    const folders = [...new Set(sources.map(dirname))];
    const large = folders
      .map(folder => ({ folder, count: sources.filter(file => dirname(file) === folder).length }))
      .filter(({ count }) => count > 25);
    expect(large).toEqual([]);
  });
});
