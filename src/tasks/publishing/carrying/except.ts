// What of a plan is left out by who carries it out: it only narrows.
import { BadTask } from '../../../operations/task.ts';
import type { Row } from '../row.ts';

/**
 * @param except `uid`, `uid language`, `uid environment`, or with both.
 * @throws {BadTask} for what is none of the rows: a slip of the pen would publish what was to stay.
 */
export function readExcept(except: readonly string[], rows: readonly Row[]): (row: Row) => boolean {
  const tests = except.map(text => {
    const [uid = '', ...places] = text.trim().split(/\s+/);
    return (row: Row): boolean => row.uid === uid && places.every(place => isIn(row, place.toLowerCase()));
  });
  const problems = tests.flatMap((test, index) =>
    rows.some(test)
      ? []
      : [
          `except[${index}]: ${JSON.stringify(except[index])} names no row of the plan: give a uid, or a uid with an environment, a language or both`,
        ],
  );
  if (problems.length > 0) throw new BadTask(...problems);
  return row => tests.some(test => test(row));
}

const isIn = ({ locale, environment }: Row, place: string): boolean =>
  [locale, environment.name, environment.uid].some(each => each.toLowerCase() === place);
