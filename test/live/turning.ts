// The sandbox with other answers: which can be turned, what may be seen of them then, and a draw that can be repeated.
import { type Choices, choiceTable, type GivenChoices, settleChoices } from '../../src/sandbox/state/choices.ts';
import { allPoints, type Name, type Plain } from './probe.ts';
import { byChance, untold } from './untold.ts';

export interface Turn {
  name: Name;
  answer: Plain;
}

const isChoice = (name: Name): boolean => Object.hasOwn(choiceTable, name.replace(/\..*/, ''));

/** Each other answer of each choice that is played. */
export const turns: readonly Turn[] = allPoints
  .filter(({ name }) => isChoice(name) && untold[name] === undefined && !byChance.some(each => each === name))
  .flatMap(({ name, answers: [, ...others] }) => others.map(answer => ({ name, answer })));

export function toChoices(turned: readonly Turn[]): GivenChoices {
  const given: Record<string, unknown> = {};
  for (const { name, answer } of turned) {
    const [choice = '', part] = name.split('.');
    given[choice] = part === undefined ? answer : { ...(given[choice] as object | undefined), [part]: answer };
  }
  return given as GivenChoices;
}

/** What one answer hides of another: where this is not so, a point cannot be shown at all. */
const onlyIf: Partial<Record<Name, (choices: Choices) => boolean>> = {
  'notFoundStatus.users': ({ usersWithToken }) => usersWithToken === 'allow',
  firstStageByRequest: ({ stageByToken }) => stageByToken !== 'refuse',
  booleansInBlocks: ({ defaultValues }) => defaultValues === 'applied on create',
  entryLock: ({ newEntryStage, firstStageByRequest, stageByToken }) =>
    newEntryStage === 'first' || (stageByToken !== 'refuse' && firstStageByRequest === 'set'),
};

export const isHidden = (name: Name, choices: GivenChoices): boolean =>
  onlyIf[name]?.(settleChoices(choices)) === false;

/** What a point needs to be seen at all, beside its own answer. */
export const helpOf: Partial<Record<Name, readonly Turn[]>> = {
  'notFoundStatus.users': [{ name: 'usersWithToken', answer: 'allow' }],
  firstStageByRequest: [{ name: 'stageByToken', answer: 'where all users may' }],
};

/** With what each needs to be seen. */
export const withHelp = (turned: readonly Turn[]): Turn[] => [
  ...turned,
  ...turned.flatMap(({ name }) => helpOf[name] ?? []).filter(({ name }) => !turned.some(each => each.name === name)),
];

/** Each of them once, so many at a time, none beside another answer of its own point or one that hides it. */
export function share(count: number): Turn[][] {
  const groups: Turn[][] = [];
  const fits = (turned: readonly Turn[]): boolean => {
    const all = withHelp(turned);
    const names = new Set(all.map(({ name }) => name));
    return names.size === all.length && !all.some(({ name }) => isHidden(name, toChoices(all)));
  };
  for (const turn of turns) {
    const group = groups.find(each => each.length < count && fits([...each, turn]));
    if (group) group.push(turn);
    else groups.push([turn]);
  }
  return groups;
}

/** Numbers from 0 to 1, the same ones for the same seed. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Some of different points, in an order that the seed alone decides. */
export function draw(count: number, seed: number): Turn[] {
  const random = makeRandom(seed);
  const mixed = turns.map(turn => ({ turn, at: random() })).sort((one, other) => one.at - other.at);
  const drawn: Turn[] = [];
  for (const { turn } of mixed) if (!drawn.some(({ name }) => name === turn.name)) drawn.push(turn);
  return drawn.slice(0, count);
}
