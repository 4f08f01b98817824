// What `npm run clients` does: Contentstack's CLI moves the demo stack into an empty one, and works on it, as it would on the API.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from '../bench/paths.ts';
import { compare, type Difference, type Export } from './compare.ts';
import { makeCertificate } from './front.ts';
import { installCli } from './install.ts';
import { judge } from './judge.ts';
import { known } from './known.ts';
import { cli } from './pins.ts';
import { type Row, report, toRefusals } from './report.ts';
import { emptySeed, openStack, type Stack } from './stacks.ts';
import * as steps from './steps.ts';

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** In the order of the report; those of the two stacks are done at the same time. */
const names = [
  ...['export', 'audit', 'import', 'export again', 'compare'],
  ...['publish entries', 'publish assets', 'entries to CSV', 'terms to CSV', 'migration'],
] as const;
type Name = (typeof names)[number];
const rows: Row<Name>[] = [];

const under = (name: Name, found: readonly Difference[]): Difference[] =>
  found.map(one => ({ ...one, at: `${name} › ${one.at}` }));

/** What was refused in it is a difference too. */
async function step(name: Name, { front }: Stack, work: () => Promise<steps.Outcome>): Promise<void> {
  const [begun, from] = [performance.now(), front.answers.length];
  const { says, differences } = await work();
  const answers = front.answers.slice(from);
  const found = under(name, [...differences, ...toRefusals(answers)]);
  const seconds = Math.round((performance.now() - begun) / 1_000);
  rows.push({ name, requests: answers.length, seconds, says, differences: found });
}

async function moveInto(to: Stack, { folder, held }: steps.Exported): Promise<void> {
  await step('audit', to, () => steps.audit(to.csdx, folder));
  await step('import', to, () => steps.importStack(to.csdx, folder));
  let again: Export = {};
  await step('export again', to, async () => {
    again = (await steps.exportStack(to.csdx)).held;
    return { says: steps.describe(again), differences: [] };
  });
  await step('compare', to, async () => {
    const differences = compare(held, again);
    const { unexpected } = judge(under('compare', differences), known);
    const odd = (thing: string): boolean => unexpected.some(({ at }) => `${at} › `.startsWith(`compare › ${thing} › `));
    return { says: steps.describeSame(held, odd), differences };
  });
}

async function workOn(stack: Stack): Promise<void> {
  const { csdx, api } = stack;
  await step('publish entries', stack, () => steps.publishEntries(csdx, api));
  await step('publish assets', stack, () => steps.publishAssets(csdx, api));
  await step('entries to CSV', stack, () => steps.exportEntriesToCsv(csdx, api));
  await step('terms to CSV', stack, () => steps.exportTermsToCsv(csdx, api));
  await step('migration', stack, () => steps.migrate(csdx, api));
}

const folder = mkdtempSync(join(tmpdir(), 'clients-'));
try {
  print(`${cli.name} ${cli.version}`);
  const script = await installCli(join(paths.root, 'node_modules', '.cache'));
  const certificate = makeCertificate();
  await using from = await openStack(script, join(folder, 'from'), certificate);
  await using to = await openStack(script, join(folder, 'to'), certificate, emptySeed);
  let first: steps.Exported = { folder: '', held: {} };
  await step('export', from, async () => {
    first = await steps.exportStack(from.csdx);
    return { says: steps.describe(first.held), differences: [] };
  });
  await Promise.all([moveInto(to, first), workOn(from)]);
  rows.sort((one, other) => names.indexOf(one.name) - names.indexOf(other.name));
  const { text, isGood } = report(rows, known);
  print(text);
  process.exitCode = isGood ? 0 : 1;
  // All of them, for whoever writes the list.
  if (process.env.CLIENTS_DIFFERENCES) {
    writeFileSync(process.env.CLIENTS_DIFFERENCES, JSON.stringify(rows, null, 1));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
