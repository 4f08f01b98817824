// What those who watch are told of a message: who sent it, what it called, what was sent for it, and how it ended. Types alone.
import type { Departure } from '../../door/request.ts';
import type { Offered, Operation } from '../../operations/operation.ts';
import type { Result } from '../../results/result.ts';
import type { Member } from '../../stack/members.ts';
import type { Stack } from '../../stack/stack.ts';
import type { Agreed, Consent } from '../confirm/agree.ts';

/** A request of a client, before anything is done for it. */
export interface Message {
  /** Such as `tools/call`. */
  method: string;
  /** What its params name: a tool or a prompt; undefined where they name none. */
  name?: string;
  /** Of its own kind in each protocol: the number or text by which the client knows it. */
  id: string | number;
  era: 'legacy' | 'modern';
  protocol?: string;
  isRemote: boolean;
  /** Who was let in over HTTP; empty elsewhere. */
  caller: string;
  /** As the client says of itself: untrusted. */
  client?: { name: string; version: string };
  /** What travels beside the params, such as `traceparent`: untrusted. */
  meta: Readonly<Record<string, unknown>>;
  /** Of HTTP, in small letters. */
  headers: (name: string) => string | undefined;
  /** As Date.now() tells it. */
  at: number;
}

/** Which tool is called, of which stack, and with what. */
export interface Called {
  member: Member;
  stack: Stack;
  /** A task has no operation of its own. */
  tool: { offered: Offered; operation?: Operation };
  given: unknown;
}

export interface Ended {
  /**
   * `question`: put to a person, and the call comes again; `failed`: the result is an error; `refused`: the protocol says so, or
   * the program broke; `cancelled`: nobody waits for the answer.
   */
  outcome: 'ok' | 'question' | 'failed' | 'refused' | 'cancelled';
  /** Of JSON-RPC, where it was refused. */
  code?: number;
  /** As Date.now() tells it. */
  at: number;
}

/** Of one message. None of these may throw or wait. */
export interface Watch {
  /** Told once it is known which tool of which stack is called; a resource is read by one. */
  called?(called: Called): void;
  /** Told of each question that is put to a person. */
  asked?(): void;
  /** Told of each answer to one, whoever gave it. */
  heard?(said: NonNullable<Consent['said']>): void;
  /** Told of a write that is let through; a task may tell it several times. */
  agreed?(how: Agreed): void;
  /** Told of each time that a request to the API left. */
  left?(departure: Departure): void;
  /** Told of a tool's result before it becomes one of the protocol. */
  answered?(result: Result): void;
  ended?(ended: Ended): void;
}

/** Told of each message; it may have no interest. */
export type Watcher = (message: Message) => Watch | undefined;
