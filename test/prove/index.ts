// What `npm run prove` does: all the steps, also after one has failed, and in the end how each went.
import { runSteps } from './run.ts';
import { steps } from './steps.ts';

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const done = await runSteps(steps, print);
print('');
for (const { name, seconds, failure } of done)
  print(`${failure ? 'failed' : 'proved'}  ${name}, ${seconds} s${failure ? `: ${failure}` : ''}`);
process.exitCode = done.some(({ failure }) => failure !== undefined) ? 1 : 0;
