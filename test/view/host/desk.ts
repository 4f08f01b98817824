// The desk of `npm run view`: a person opens views here, and plays the model to which they speak.
import { type Call, codeOf, toCall, wordsOf } from '../model.ts';
import { type State, states } from '../states.ts';
import type { Answered, Asks, Json, Opening, Question } from '../wire.ts';
import { type Mounted, mount } from './bridge.ts';
import { makeControls } from './controls.ts';

declare global {
  interface Window {
    desk: { sandbox: string; door: string };
  }
}

const { sandbox, door } = window.desk;
const find = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
const [log, stage] = [find('log'), find('stage')];

let shown: { opening: Opening; mounted: Mounted } | undefined;

async function ask<K extends keyof Asks>(method: K, params: Parameters<Asks[K]>[0]): Promise<ReturnType<Asks[K]>> {
  const answer = await fetch(door + method, { method: 'POST', body: JSON.stringify(params) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/** A line of the conversation, with what can be done about it. */
function tell(who: string, what: string, json?: Json, ...acts: { name: string; act: () => void }[]): void {
  const line = document.createElement('li');
  const speaker = document.createElement('strong');
  speaker.textContent = `${who} `;
  const code = document.createElement('code');
  code.textContent = json ? JSON.stringify(json) : '';
  const buttons = acts.map(({ name, act }) => {
    const button = document.createElement('button');
    button.textContent = name;
    button.addEventListener('click', () => {
      for (const each of buttons) each.disabled = true;
      act();
    });
    return button;
  });
  line.append(speaker, what, ' ', code, document.createElement('br'), ...buttons);
  log.append(line);
  (buttons.at(-1) ?? line).scrollIntoView({ block: 'nearest' });
}

const isQuestion = (answered: Answered | Opening): answered is Question => 'question' in answered;

/** Until all of its questions are answered. */
function settle<T extends Answered | Opening>(answered: T | Question): Promise<Exclude<T, Question>> {
  if (!isQuestion(answered)) return Promise.resolve(answered as Exclude<T, Question>);
  const { question, says } = answered;
  return new Promise((resolve, reject) => {
    const reply = (yes: boolean) => () => {
      tell('You:', yes ? 'Yes.' : 'No.');
      ask('answer', { question, yes }).then(next => resolve(settle(next as T | Question)), reject);
    };
    tell('The server asks:', says, undefined, { name: 'Yes', act: reply(true) }, { name: 'No', act: reply(false) });
  });
}

async function open({ name, args }: Call): Promise<Opening> {
  tell('The assistant calls', name, args);
  return settle(await ask('open', { name, args }));
}

async function show(opening: Opening): Promise<void> {
  await shown?.mounted.remove();
  const mounted = await mount(stage, sandbox, opening, manner(), {
    see(kind, data) {
      if (kind === 'messages') hear(wordsOf(data as Json), { name: opening.tool.name, args: opening.args });
      if (kind === 'links') tell('The view opens', String(data));
    },
    async callTool(name, args) {
      tell('The view calls', name, args);
      return (await settle(await ask('call', { name, args }))).result;
    },
    read: uri => ask('read', { uri }),
  });
  shown = { opening, mounted };
  stage.scrollIntoView({ block: 'nearest' });
}

/** What the view said in the person's name. */
function hear(words: string, last: Call): void {
  const call = toCall(words, last);
  const act = () => void (call && run(async () => show(await open(call))));
  tell('You, by the view:', words, undefined, ...(call ? [{ name: 'Do what it says', act }] : []));
}

async function play({ tool, args, then }: State): Promise<void> {
  log.replaceChildren();
  const first = await open({ name: tool, args });
  await show(then === undefined ? first : await open({ name: then, args: { ...args, code: codeOf(first.result) } }));
}

const run = (work: () => Promise<void>): Promise<void> =>
  work().catch(error => tell('It failed:', error instanceof Error ? error.message : String(error)));

const manner = makeControls(find('manner') as HTMLFormElement, (name, now) => {
  if (name === 'theme') shown?.mounted.setTheme(now.theme);
  else if (shown) void run(() => show((shown as { opening: Opening }).opening));
});

for (const state of states) {
  const button = document.createElement('button');
  button.textContent = state.title;
  button.addEventListener('click', () => {
    for (const each of document.querySelectorAll('nav button')) each.removeAttribute('aria-current');
    button.setAttribute('aria-current', 'true');
    void run(() => play(state));
  });
  const item = document.createElement('li');
  item.append(button);
  find('states').append(item);
}
