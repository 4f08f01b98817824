// A run on the sandbox: with its own answers all is confirmed and nothing is left; with others, exactly those are named.
import { expect, it } from 'vitest';
import { isProof } from '../long.ts';
import { allPoints } from './probe.ts';
import { probes } from './probes/index.ts';
import { run } from './run.ts';
import { accessOf, openSandbox, readRemaining, unpaced } from './stack.ts';
import { draw, isHidden, share, type Turn, toChoices, withHelp } from './turning.ts';
import { byChance, untold } from './untold.ts';

// A run plays every point there is, which takes some ten seconds, and more where others work.
const patient = { timeout: isProof ? 120_000 : 60_000 };

/** What a run says on a sandbox that answers otherwise in these points. */
async function contradict(turned: readonly Turn[]): Promise<unknown[]> {
  const sandbox = await openSandbox({ choices: toChoices(turned) });
  const before = readRemaining(sandbox);
  const { rows, broken, left } = await run(accessOf(sandbox), { pace: unpaced });
  expect([broken, left]).toEqual([undefined, '']);
  expect(readRemaining(sandbox)).toEqual(before);
  return rows.filter(({ verdict }) => verdict === 'contradicted').map(({ name, shown }) => ({ name, answer: shown }));
}

const byName = (turned: readonly unknown[]): unknown[] =>
  [...turned].sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));

/** Those that can be seen while the others are as they are. */
const visible = (turned: readonly Turn[]): unknown[] =>
  byName(turned.filter(({ name }) => !isHidden(name, toChoices(turned))));

it('plays every point, or says why it cannot', () => {
  const played = [...probes.flatMap(({ shows }) => shows), ...Object.keys(untold), ...byChance];
  expect([...played].sort()).toEqual(allPoints.map(({ name }) => name).sort());
});

it('confirms all that the sandbox does, and leaves nothing behind', patient, async () => {
  const sandbox = await openSandbox();
  const before = readRemaining(sandbox);
  const { rows, broken, left } = await run(accessOf(sandbox), { pace: unpaced });
  expect([broken, left]).toEqual([undefined, '']);
  const others = rows.filter(({ verdict }) => verdict !== 'confirmed' && verdict !== 'not playable');
  const hidden = allPoints.filter(({ name }) => isHidden(name, {})).map(({ name }) => name);
  expect(others.map(({ name }) => name).sort()).toEqual([...hidden, ...byChance].sort());
  expect(others.filter(({ verdict }) => verdict === 'contradicted')).toEqual([]);
  expect(readRemaining(sandbox)).toEqual(before);
});

it('names what contradicts a point that the sandbox has no choice for', patient, async () => {
  const sandbox = await openSandbox();
  sandbox.fault({ method: 'POST', path: '/locales', answer: { status: 409, body: { error_code: 247 } } });
  const only = probes.filter(({ shows }) => shows.includes('refusals.takenLanguage'));
  const { rows } = await run(accessOf(sandbox), { pace: unpaced, only });
  expect(rows.filter(({ verdict }) => verdict === 'contradicted')).toEqual([
    expect.objectContaining({ name: 'refusals.takenLanguage', likeliest: '422/247', shown: '409/247' }),
  ]);
});

it('contradicts nothing where a plan is in the way', patient, async () => {
  const sandbox = await openSandbox({ choices: { plan: { variants: false } } });
  const { rows } = await run(accessOf(sandbox), { pace: unpaced });
  expect(rows.filter(({ verdict }) => verdict === 'contradicted')).toEqual([]);
  expect(rows.find(({ name }) => name === 'singleVariant')).toMatchObject({
    verdict: 'not shown',
    reason: 'was in the way: POST /variant_groups: 403/403',
  });
});

// Another draw each day, and the same one all day long. More of them take minutes, and so does each answer once, so many at a time.
const { LIVE_SEED, LIVE_DRAWS = '1', LIVE_EACH } = process.env;
const first = Number(LIVE_SEED ?? Math.floor(Date.now() / 86_400_000));

it.each(Array.from({ length: Number(LIVE_DRAWS) }, (_, at) => first + at))(
  'names five that are turned, and no others (LIVE_SEED=%i)',
  patient,
  async seed => {
    const drawn = draw(5, seed);
    expect(byName(await contradict(drawn)), JSON.stringify(drawn)).toEqual(visible(drawn));
  },
);

if (LIVE_EACH) {
  const told = (group: readonly Turn[]) => group.map(({ name, answer }) => `${name}: ${answer}`).join(', ');
  it.each(share(Number(LIVE_EACH)).map(group => [told(group), group] as const))(
    'names %s',
    patient,
    async (_, group) => {
      const turned = withHelp(group);
      expect(turned.filter(({ name }) => isHidden(name, toChoices(turned)))).toEqual([]);
      expect(byName(await contradict(turned))).toEqual(byName(turned));
    },
  );
}
