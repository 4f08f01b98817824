// How an open point is written down: what it is a guess about, what speaks for it, and the answers there are.

export type Plain = string | number | boolean | null;

/** The first is what the sandbox does. One alone stands for any of its kind. */
export type Answers = readonly [Plain, ...Plain[]];

export interface Choice {
  /** What it is a guess about. */
  about: string;
  /** What speaks for one answer or the other. */
  evidence: string;
  /** M: an assertion in a client's tests has survived. L: a comment there, or an answer they tolerate. Absent: texts alone. */
  grade?: 'M' | 'L' | 'M-L';
  /** Clients and content of real stacks have shown the first answer. */
  confirmed?: true;
  /** Of a point of several parts: the answers of each. */
  answers: Answers | Readonly<Record<string, Answers>>;
}

export type AnswerOf<A> = A extends readonly (infer V)[] ? V : { [K in keyof A]: AnswerOf<A[K]> };
