// The report of a run: its rows, its sums, and what is wrong where it is asked for.
import { expect, it } from 'vitest';
import type { Outcome } from './play.ts';
import { report } from './report.ts';
import { tasks } from './tasks/index.ts';

const [one, other] = tasks;
const outcome: Outcome = {
  prompt: '',
  calls: 2,
  tokens: 1200,
  isRight: true,
  faults: [],
  harm: [],
  answer: '',
  expected: { says: [] },
};

it('has a row for each task and solver, and a sum for each solver', () => {
  if (!one || !other) throw new Error('there are no tasks');
  const wrong = { ...outcome, isRight: false, faults: ['lacks blt1'], harm: ['log.1', 'log.2'] };
  const played = [
    { task: { ...one, name: 'first', fewest: 1 }, solver: 'naive', outcome },
    { task: { ...one, name: 'first', fewest: 1 }, solver: 'best', outcome: { ...outcome, calls: 1, tokens: 90 } },
    { task: { ...other, name: 'second', fewest: 2 }, solver: 'naive', outcome: wrong },
  ];
  expect(report(played, true)).toBe(`\
task    solver  calls  fewest  tokens  right   harm
------  ------  -----  ------  ------  ------  ----
first   naive   2      1       1200    yes     0
first   best    1      1       90      yes     0
second  naive   2      2       1200    no      2
------  ------  -----  ------  ------  ------  ----
sum     naive   4      3       2400    1 of 2  2
sum     best    1      1       90      1 of 1  0

second, naive: lacks blt1
second, naive: harm: log.1
second, naive: harm: log.2`);
  expect(report(played)).not.toContain('lacks');
});
