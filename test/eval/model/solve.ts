// A model as a solver of tasks: it is told what a client tells it, its calls are made, and it is stopped where it does not end.
import { APIError as AnthropicError } from '@anthropic-ai/sdk';
import { APIError as OpenAiError } from 'openai';
import type { Hands, Solver } from '../task.ts';
import { type Call, type Heard, type Speaker, type Tool, type Turn, Unreadable } from './talk.ts';

export interface Account {
  /** `unanswered`: the endpoint failed on the way. */
  ended: 'answered' | 'stopped' | 'unanswered';
  /** Why it did not end by itself. */
  why?: string;
  /** In tokens, as the endpoint counts them. */
  read: number;
  written: number;
}

/** No task takes a third of it. */
export const mostCalls = 40;

const manner = [
  'You help an editor with a Contentstack stack, through the tools that you are given.',
  'The editor cannot be asked back: what the message asks for is agreed to, and nothing else is.',
  'When you are done, or cannot go on, answer the editor in plain text.',
].join(' ');

/** @param account is written to as the solver goes. */
export function toSolver(speak: Speaker, account: Account): Solver {
  const count = (turn: Turn): Turn => {
    account.read += turn.read;
    account.written += turn.written;
    return turn;
  };
  const stop = (ended: Account['ended'], why: string): never => {
    Object.assign(account, { ended, why });
    throw new Error(why);
  };
  return async (prompt, hands) => {
    const tools = (await hands.listTools()).tools as Tool[];
    const talk = speak({ instructions: [manner, hands.getInstructions() ?? ''].join('\n\n'), tools });
    const say = async (heard: Parameters<typeof talk>[0]): Promise<Turn> =>
      count(await talk(heard).catch((error: unknown) => stop('unanswered', tellFault(error))));
    const names = new Set(tools.map(({ name }) => name));
    let turn = await say(prompt);
    for (let calls = 0; turn.calls.length > 0; ) {
      const heard: Heard[] = [];
      for (const call of turn.calls) {
        calls += 1;
        if (calls > mostCalls) stop('stopped', `stopped after ${mostCalls} calls`);
        heard.push({ id: call.id, ...(await carryOut(call, names, hands)) });
      }
      turn = await say(heard);
    }
    return turn.text;
  };
}

/** What a client tells the model; a wrong call is the model's to mend. */
async function carryOut(
  { name, args }: Call,
  names: ReadonlySet<string>,
  hands: Hands,
): Promise<Pick<Heard, 'text' | 'isError'>> {
  if (!names.has(name)) return { text: `There is no tool "${name.slice(0, 80)}".`, isError: true };
  if (!args) return { text: 'The arguments are no JSON object.', isError: true };
  try {
    const { content, isError = false } = await hands.callTool({ name, arguments: args });
    return { text: content.map(part => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n'), isError };
  } catch (error) {
    return { text: String(error), isError: true };
  }
}

/** What came of the endpoint, without what was sent to it. */
export function tellFault(error: unknown): string {
  const isOfClient = error instanceof OpenAiError || error instanceof AnthropicError;
  if (isOfClient && error.status !== undefined) {
    return `the endpoint answered ${error.status}: ${error.message.replace(/^\d+ /, '').slice(0, 300)}`;
  }
  if (error instanceof Unreadable) return `the endpoint answered, but ${error.message}`;
  if (error instanceof SyntaxError) return 'the endpoint answered, but its answer is no JSON';
  if (isOfClient) return 'the endpoint cannot be reached, or does not answer';
  return `the endpoint's client failed: ${String(error).slice(0, 300)}`;
}
