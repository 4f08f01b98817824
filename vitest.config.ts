// How `npm test` runs the tests: the long ones first, on as many workers as keep two cores busy.
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { isProof } from './test/long.ts';

/** What takes longest. Begun last, as on a clean machine it may be, one of them would be left when all else is done. */
const longest = [
  // Of these most is waiting.
  'soak',
  'tasks/find/large',
  'chaos/writing',
  'stack/heal',
  'eval/eval',
  'chaos',
  'command/demo',
  'migration',
  'packaging/',
  'server/rotation/bundle',
  'tasks/rights',
  'policy/guard-hostile',
  'inspector',
  'conformance',
  'fuzz/tools',
  'door/pace',
  'live/pace',
  'command/startup',
  'command/sandbox',
  'tasks/edit/random',
  'live/break',
];

const rank = ({ moduleId }: TestSpecification): number => {
  const found = longest.findIndex(name => moduleId.includes(`/test/${name}`));
  return found < 0 ? longest.length : found;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

/** In milliseconds. Of what takes a few seconds alone some took a minute beside others. */
const patience = isProof ? 600_000 : 300_000;

export default defineConfig({
  test: {
    // What needs programs of the system is a step of `npm run prove`.
    include: [process.env.SYSTEM ? 'test/**/*.system.ts' : 'test/**/*.test.ts'],
    // What only many calls can show is one too, and says how many.
    exclude: process.env.SOAK_CALLS ? [] : ['test/soak/**'],
    setupFiles: ['test/draws.ts'],
    // What is waited for comes soon, but nobody can say how soon where all cores are busy: a limit is for what never comes.
    expect: { poll: { timeout: patience / 10 } },
    testTimeout: patience,
    hookTimeout: patience,
    sequence: { sequencer: LongestFirst },
    // In MB. Most of what a test makes is soon no longer needed: with more room it is cleared away a third as often.
    execArgv: ['--max-semi-space-size=64'],
    // Two workers more than cores on the smallest machine: many tests wait, for a process to start or for their turn.
    maxWorkers: 4,
    // Tests that say they may run at once mostly wait, for a pause to pass or an answer that never comes.
    maxConcurrency: 10,
    // Files of one worker share what they import, which took longer than their tests. What a test changes for the whole
    // process (time, environment) it puts back itself, and so does what it starts: no hooks in what tests import.
    isolate: false,
  },
});
