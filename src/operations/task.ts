// The language of tasks: a tool made of operations, for what an editor wants in one call. It can do nothing that they could not.
import type { Answer } from './answer.ts';
import type { Arguments } from './arguments.ts';
import type { Effect, Fields, Offered, Operation } from './operation.ts';
import type { Former } from './renamed.ts';
import type { Planned, Saved, Saving } from './saving.ts';
import type { Kind, Word } from './words.ts';

/** The operations a task is made of, by their names. */
export interface Uses {
  /** Without any of these the task does not exist. */
  must: readonly string[];
  /** Of these it needs one, whichever is there: ways to the same end. */
  any?: readonly string[];
  /** What it does more, or better, where these are there; see `Ground.has`. */
  may?: readonly string[];
}

/** What a task stands on: its own operations through a door of their own, and what the call has of time. No other way leads out. */
export interface Ground {
  /** The branch of the call. */
  readonly branch: string;
  /** Aborted when the caller gives up, or the time is over. */
  readonly signal: AbortSignal;
  /** The moment by which it must be over, as `Date.now()` tells it. */
  readonly until: number;
  /** Of the whole answer, in tokens. */
  readonly budget: number;
  /** The user can be asked by a form. */
  readonly canAsk: boolean;
  /** Everything is rehearsed: nothing that writes leaves. See CONTENTSTACK_DRY_RUN. */
  readonly isRehearsal: boolean;
  /** Whether an operation of `uses` is there. */
  has(operation: string): boolean;
  /** Whether an environment, by its name, is one that CONTENTSTACK_PROTECTED names. */
  isProtected(environment: string): boolean;
  /**
   * What stands in the way of an operation, of `uses` or not, before anything is sent: it is withheld, or the owner's rules
   * forbid these requests, taken together. No request leaves for that.
   * @returns the reason in words; undefined where nothing does, or where the user's agreement is all that is needed and they can be asked.
   */
  forbids(operation: string, given: readonly Arguments[], branch?: string): string | undefined;
  /**
   * Sends one request, paced and repeated like any other. What is secret is struck out of the answer.
   * @param branch that of the call when not given.
   * @returns every status is an answer.
   * @throws {NoAnswer | BadArgument | NotAllowed} the last for an operation that `uses` does not name.
   */
  send(operation: string, given: Arguments, branch?: string): Promise<Answer>;
  /**
   * The same where only a good answer is of use: its body.
   * @throws {Refused} which becomes what the operation itself would have answered.
   */
  read(operation: string, given: Arguments, branch?: string): Promise<Arguments>;
  /** The same for what it can do without: undefined where the operation is not there, is refused or gets no answer. */
  tryRead(operation: string, given: Arguments, branch?: string): Promise<Arguments | undefined>;
  /** What the stack calls its environments, languages or types; undefined where that cannot be known. Costs a request where it is not known yet. */
  words(kind: Kind): Promise<readonly Word[] | undefined>;
  /** How many requests it has sent. */
  sent(): number;
  /** Tells who asked for it how far it is. */
  report(done: number, of?: number): void;
  /**
   * Asks the user before anything is written, once and for the whole: says what will be hit. Goes on if they agree.
   * @param seen what the question was made from, such as versions: what was agreed to no longer holds when it changes.
   * @param isPlanned a code that holds came with the call: where nobody can be asked, that is the second of the two steps.
   * @throws {Held} with the question, or with the reason why it cannot be asked.
   */
  ask(question: string, seen: unknown, isPlanned?: boolean): Promise<void>;
  /** Where a person sees in the web app what an operation has answered; undefined where there is no such place. */
  toLink(operation: string, given: Arguments, object: Arguments, branch?: string): string | undefined;
  /** Reads, makes, checks, writes once and looks. The only way that a task writes an entry or a content type. */
  save(saving: Saving): Promise<Saved>;
  /**
   * A code that shows what was told: these rows, for these arguments. Short, and good for thirty minutes.
   * @param given the arguments that count: not the code itself, nor what narrows it.
   * @param rows what tells each row and its version.
   */
  toCode(given: Arguments, rows: readonly unknown[]): string;
  /** What a code says that came back; undefined where it is too old, or of another call. Wants a read before it, for the time. */
  readCode(code: string, given: Arguments): Planned | undefined;
}

/** By so much a clock may end early, in milliseconds. */
const slack = 50;

/** Whether its time is over: what was found until then is still told. */
export const isOver = ({ until }: Pick<Ground, 'until'>): boolean => Date.now() >= until - slack;

/** A request of a task was refused, and nothing else makes sense without it. */
export class Refused extends Error {
  readonly operation: string;
  readonly given: Arguments;
  readonly answer: Answer;
  readonly branch: string;
  constructor(operation: string, given: Arguments, answer: Answer, branch: string) {
    super(`${operation} was refused with status ${answer.status}`);
    [this.operation, this.given, this.answer, this.branch] = [operation, given, answer, branch];
  }
}

/** The arguments cannot be carried out; a line for each. For the model. */
export class BadTask extends Error {
  readonly problems: readonly string[];
  constructor(...problems: string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Why it was not done, where the arguments are not to blame; in sentences that say what is stored now. For the model. */
export class NotDone extends Error {}

/** How a task's answer is laid out in the review view, where the client's host shows one: see src/review. */
export type View = 'diff' | 'plan' | 'outcome' | 'findings' | 'hits' | 'activity';

/** What a task found, before it is made to fit. */
export interface Found {
  /** The line of numbers, which comes first: `5 of 62 entries, 3 languages`. */
  says: string;
  notes?: readonly string[];
  /** An object, where it is no table; its parts are cut like those of any read. */
  shown?: Arguments;
  columns?: readonly string[];
  /** A row has a value for each column; null where there is none. */
  rows?: readonly (readonly unknown[])[];
  /** How many more there are than were kept: rows that no answer could show. */
  beyond?: number;
  /** How many of the rows the call asks to leave out at the front: those that an answer before has shown. */
  skip?: number;
  /** What was not reached, in words, and the arguments to change in the same call to go on there. */
  left?: {
    says: string;
    next: Arguments;
    /** The task that takes them, where it is another. */
    tool?: string;
  };
  /** What only a view needs: short, and told nowhere else. It is left out where it does not fit. */
  beside?: Arguments;
}

export type Run = (given: Arguments, ground: Ground) => Promise<Found>;

export interface Task extends Offered {
  uses: Uses;
  /** The operation whose refusals point here, as a part of the thing is all that was to change. */
  eases?: string;
  /** The task whose codes it takes and gives, where that is another: one plans, the other carries out. */
  codes?: string;
  /** Its answers are worth a look of their own. */
  view?: View;
  run: Run;
}

interface Facts {
  title: string;
  /** The strongest of its operations': a law holds them together. */
  effect: Effect;
  /** Read in every conversation: at most two sentences. */
  description: string;
  uses: Uses;
  eases?: string;
  codes?: string;
  view?: View;
  fields: Fields;
  /** Free content that it saves, where null, "" and [] mean what they say. */
  body?: Fields;
  /** Names that it had in versions before, as an operation may have. */
  was?: readonly Former[];
  /** It may ask, and so takes the code of the first of two steps where nobody can be asked. */
  asks?: true;
  run: Run;
}

/** All there is, in the order in which it is listed. */
export interface Catalogue {
  operations: readonly Operation[];
  tasks: readonly Task[];
}

/** The module that tasks are listed under; it has no requests of its own. */
export const taskModule = 'tasks';

/** @param name of the tool. */
export function defineTask(name: string, { fields, body = {}, asks, ...facts }: Facts): Task {
  return {
    name,
    ...facts,
    module: taskModule,
    reach: 'branch',
    ...(asks ? { confirm: { final: true } } : {}),
    path: {},
    query: fields,
    header: {},
    body,
    form: {},
  };
}
