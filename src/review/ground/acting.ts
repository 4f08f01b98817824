// Acting: the person's decision becomes their message, in fixed words with the code and what is left out. The model does the rest, and is asked as ever.
import { button, el, replace } from './dom.ts';
import type { Host, Json } from './host.ts';

interface Act {
  /** On the button: `Publish 18 of 19`. */
  words(): string;
  /** The sentence; undefined where nothing is left to do. */
  sentence(): string | undefined;
  /** Nothing more can be changed. */
  freeze(): void;
}

/** Of one answer there is one: it holds when more of its rows are shown. */
export interface Decision {
  isMade: boolean;
}

/** `Publish what plan_publish showed: call publish_plan with the same arguments and {"code":"…"}.` */
export const toSentence = (begin: string, tool: string, and: Json): string =>
  `${begin}: call ${tool} with the same arguments and ${JSON.stringify(and)}.`;

/** One decision for each view: after the message was taken there is no second one. */
export function makeBar(host: Host, decision: Decision, act: Act): { bar: HTMLElement; refresh: () => void } {
  const told = el('div', { role: 'status', 'aria-live': 'polite', class: 'told' });
  const press = button('', () => void send(), 'act');
  const bar = el('div', { class: 'bar' }, press, told);
  const refresh = (): void => {
    replace(press, act.words());
    press.disabled = decision.isMade || act.sentence() === undefined;
  };
  const show = (why: string, text: string): void => {
    const words = el('textarea', { readonly: '', rows: '4', 'aria-label': 'What to say to the assistant' });
    words.value = text;
    replace(told, why, words);
    words.select();
  };
  const end = (): void => {
    act.freeze();
    replace(
      told,
      'Your message is with the assistant. It makes the call, and may ask you once more. Some hosts want you to send it yourself.',
    );
  };
  const send = async (): Promise<void> => {
    const text = act.sentence();
    if (decision.isMade || text === undefined) return;
    if (!host.can('message'))
      return show('This host takes no messages from this view. Say this to the assistant:', text);
    decision.isMade = true;
    refresh();
    const message = { role: 'user', content: [{ type: 'text', text }] };
    const isTaken = await host.request('ui/message', message).then(
      result => result.isError !== true,
      () => false,
    );
    decision.isMade = isTaken;
    refresh();
    if (!isTaken) return show('The host did not take the message. Try again, or say this to the assistant:', text);
    end();
  };
  refresh();
  if (decision.isMade) end();
  return { bar, refresh };
}
