// The review view: greets its host, waits for what the tool answered, and shows it.
import { type Child, el, replace } from './ground/dom.ts';
import { type Json, meet } from './ground/host.ts';
import { takeOver, tellSize } from './ground/look.ts';
import { readResult, type Shown } from './ground/shown.ts';
import type { Shape } from './ground/view.ts';
import { makePaging } from './paging.ts';
import { showActivity } from './shapes/activity.ts';
import { showDiff } from './shapes/diff.ts';
import { showFindings } from './shapes/findings.ts';
import { toCut, toHead, toLeft } from './shapes/frame.ts';
import { showHits } from './shapes/hits.ts';
import { showPlain } from './shapes/plain.ts';
import { showPlan } from './shapes/plan.ts';

const shapes: Record<string, Shape> = {
  diff: showDiff,
  plan: showPlan,
  outcome: showPlan,
  findings: showFindings,
  hits: showHits,
  activity: showActivity,
};

/** By a column that only it has, where the host has left out which it is. */
const signs: readonly (readonly [string, string])[] = [
  ['check', 'findings'],
  ['goes', 'plan'],
  ['when', 'activity'],
  ['change', 'diff'],
  ['before', 'hits'],
];

const showOther: Shape = ({ shown }) => {
  const title = 'Answer';
  return { title, parts: [...toHead(title, shown), ...showPlain(shown), toCut(shown), toLeft(shown)] };
};

/** In milliseconds: from then on nothing may come any more, as after a reload. */
const patience = 4_000;

const main = el('main', { id: 'review' });
document.body.appendChild(main);

let input: Json | undefined;
const out = new Set<string>();
let decision = { isMade: false };
let isOver = false;
let current: Shown | undefined;

const tell = (state: string, ...children: Child[]): void => {
  main.dataset.state = state;
  replace(main, ...children);
};

const host = meet({
  input(given) {
    input = given;
  },
  result: show,
  cancelled() {
    if (!isOver) tell('empty', el('p', { class: 'left' }, 'The call was cancelled. There is nothing to show.'));
    isOver = true;
  },
  context: takeOver,
});

tell('waiting', el('p', { class: 'left', role: 'status' }, 'Waiting for the answer…'));
setTimeout(() => {
  if (main.dataset.state === 'waiting')
    tell(
      'waiting',
      el('p', { class: 'left', role: 'status' }, 'Nothing has come yet. The answer stands in the conversation.'),
    );
}, patience);
tellSize(host, main);

function show(result: Json): void {
  isOver = true;
  out.clear();
  decision = { isMade: false };
  const read = readResult(result);
  if ('words' in read) {
    const lines = read.words.split('\n').map(line => el('p', { class: 'words' }, line));
    tell('error', el('h1', {}, result.isError === true ? 'Not done' : 'Answer'), ...lines);
  } else draw(read);
}

function draw(shown: Shown): void {
  const kind = shown.view ?? signs.find(([column]) => shown.columns.includes(column))?.[1] ?? '';
  const shape = Object.hasOwn(shapes, kind) ? (shapes[kind] as Shape) : showOther;
  const scene = { host, shown, input, out, decision };
  const { parts } = shape(scene);
  current = shown;
  // What comes after another answer has come is of no use any more.
  const more = makePaging(scene, kind, next => current === shown && draw(next));
  main.dataset.view = kind;
  tell('shown', ...parts, more);
}
