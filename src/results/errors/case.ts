// The language in which refusals are explained: when a case fits, and what is then said.
import type { Effect } from '../../operations/operation.ts';
import type { Named } from './about.ts';

/** All that is given must hold. */
export interface When {
  /** `error_code`; it says more than the status, which is why most cases name it. */
  code?: readonly number[];
  /** A refusal under a status of success counts as 422. */
  status?: readonly number[];
  isJson?: boolean;
  /** Of what Contentstack says: of the whole, and of each field after its name. */
  says?: RegExp;
  /** A key of `errors`. */
  key?: RegExp;
  effect?: readonly Effect[];
  line?: RegExp;
  /** One of these arguments was given. */
  given?: readonly string[];
  /** A field of the request holds what a read gives in place of what a write takes. */
  readShape?: 'file' | 'reference';
}

/**
 * Sentences may hold, in angle brackets: `<GET /releases>`, the tool of that request; `<list>`, `<get>`, `<versions>` or
 * `<locales>`, that of the thing the request names, the last only where the request is for one language; `<tool>`, `<thing>`
 * (its kind and name), `<what>` (the kind of what was sent), `<done>` (what has not come about: saved, removed, published),
 * `<place>`, `<wait>` (how long the API wants to be left alone), `<branch>`, `<where>` (in which language, on which branch),
 * `<branches>`. Where there is no such tool, or nothing to put in, the sentence is left out; so is one that begins with
 * `<read>` where the request writes, or with `<write>` where it reads.
 */
export interface Case {
  name: string;
  when: When;
  /** Which of the arguments in the path is the thing, or that it is what holds a version; else the one that Contentstack speaks of. */
  about?: RegExp | 'holder';
  /** The cause says that this is not there: it is not told where a look shows that it is, or the error is about something else. */
  denies?: Named | 'thing';
  cause: string;
  next?: readonly string[];
}

/** Every effect but reading. */
export const writing = ['create', 'update', 'delete', 'publish'] as const satisfies readonly Effect[];

/** What Contentstack says of a name that something else has. */
export const taken = /not unique|already (exists|taken)|be unique/i;

/** What it says of something that is not there. */
export const absent = (what: string): RegExp => new RegExp(`${what}.{0,120}(n't|not) (exist|found)`, 'i');

export const listed = '<list> shows what there is.';
