// The picture of the architecture shows what is there: its rooms are files and folders, and its ways go where imports do.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { machine } from '../house/rooms.ts';
import { find, rooms, toSvg, ways } from './picture.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the files of a room import, as paths from the root. */
function importsOf(room: string): string[] {
  const path = join(root, room);
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter(name => name.endsWith('.ts'))
        .map(name => join(room, name))
    : [room];
  return files.flatMap(file =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g)].map(([, name = '']) =>
      normalize(join(dirname(file), name)),
    ),
  );
}

const knows = (one: string, other: string): boolean => importsOf(one).some(name => name.startsWith(other));

it('shows rooms that are there, and all of them', () => {
  const inside = rooms.filter(({ kind }) => kind !== 'outside').map(({ name }) => name);
  expect(inside.filter(name => !existsSync(join(root, name)))).toEqual([]);
  const wanted = Object.values(machine).map(({ at }) => at);
  expect(wanted.filter(at => !inside.some(name => name === at || name === `${at}/`))).toEqual([]);
});

it('shows ways between rooms of which one knows the other, or that are joined, or that know what goes this way', () => {
  const between = ways.filter(({ from, to }) => [from, to].every(name => find(name).kind !== 'outside'));
  const joints = ['src/main.ts', 'src/stack/connect.ts'];
  const isAnswer = (name: string) => knows(name, 'src/operations/answer.ts');
  const lost = between.filter(
    ({ from, to }) =>
      !knows(from, to) &&
      !knows(to, from) &&
      !joints.some(joint => knows(joint, from) && knows(joint, to)) &&
      !(isAnswer(from) && isAnswer(to)),
  );
  expect(lost).toEqual([]);
});

it('is drawn from them', async () => {
  await expect(toSvg()).toMatchFileSnapshot('architecture.svg');
});
