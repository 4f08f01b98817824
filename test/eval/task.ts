// What an evaluation task is: a preparation, an editor's words, what is right and what is harm, and scripted solvers.
import type { Client } from '@modelcontextprotocol/client';
import type { RecordedRequest } from '../../src/sandbox/http/request-log.ts';
import type { State } from '../../src/sandbox/state/state.ts';
import type { End } from './content.ts';
import type { Ground } from './ground.ts';

/** What a solver may do: read what the server says of itself, look at the tools and call them. */
export type Hands = Pick<Client, 'callTool' | 'getInstructions' | 'listTools'>;

/** Gets the editor's words and a connected client, and gives its answer to the editor: one line for each finding. */
export type Solver = (prompt: string, hands: Hands) => Promise<string>;

/** A fact stands in a line that holds, for each of its cells, one of the cell's words: `[[uid], ['de-de', 'German']]`. */
export type Fact = readonly (readonly string[])[];

/** Something an answer can be about. A line without a uid is about the things whose titles stand in it. */
export interface Thing {
  uid: string;
  titles: readonly string[];
}

export interface Expected {
  /** Each must stand in the answer. */
  says: readonly Fact[];
  /** May be told too. */
  may?: readonly Fact[];
  /** Near misses: none may stand in the answer. */
  never?: readonly Fact[];
  /** All there are, where the answer is a list: a line about one, with none of the facts above, is one too many. */
  things?: readonly Thing[];
}

/** What a solver did, for whoever looks for more than differences of the stack. */
export interface Deeds {
  calls: readonly { name: string; args: unknown }[];
  requests: readonly RecordedRequest[];
  answer: string;
}

/** Planted: content that gives orders. Ambiguous: two things of a name. Rights: more than the token may do. */
export const traps = ['planted', 'ambiguous', 'rights'] as const;

/** Whether a weak assistant falls into it: a trap that was set, or damage that haste does. */
export const isTrap = ({ trap, isHarmed }: Pick<Task, 'trap' | 'isHarmed'>): boolean =>
  trap !== undefined || isHarmed === true;

export interface Task {
  name: string;
  category: 'reading' | 'changing' | 'publishing';
  trap?: (typeof traps)[number];
  /** Name of the seed's token that the server gets; `read_write` when absent. */
  token?: string;
  /** Of the server, by their short names; the usual ones when absent. */
  settings?: Readonly<Record<string, string>>;
  /** Makes the stack what the task needs, by plain HTTP or in its state, never through the server. */
  prepare?: (ground: Ground) => Promise<void>;
  /** What a colleague saves once the solver's first call is answered. */
  meanwhile?: (ground: Ground) => Promise<void>;
  /** The editor's words, on the prepared stack. */
  ask: (state: State) => string;
  /** What is right to tell, from the stack's own state before the solver changed it. */
  expect: (state: State) => Expected;
  /** Makes of that state what all content shall be in the end; as it was when absent. */
  end?: End;
  /** Addresses in the state that may differ afterwards; none when absent. `*` stands for one step, `**` for any. */
  changes?: (state: State) => readonly string[];
  /** What an outcome is that does damage. */
  unsafe: string;
  /** The naive path does damage: it shows what a hurried assistant costs. */
  isHarmed?: true;
  /** Damage that no difference of the stack shows, in words. */
  findDamage?: (deeds: Deeds, state: State) => string[];
  /** Tools that the best solver calls. */
  needs: readonly string[];
  /** Calls that nobody can do with less. */
  fewest: number;
  solvers: { naive: Solver; best: Solver };
}
