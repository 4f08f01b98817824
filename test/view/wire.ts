// What the host page and the process behind it say to each other: the same in tests and in `npm run view`.

export type Json = Record<string, unknown>;

/** How the sandbox page makes the frame of the view: the first two share its origin, the last has none. */
export const frames = ['srcdoc', 'write', 'opaque'] as const;
export const themes = ['light', 'dark'] as const;
export const widths = [360, 1200] as const;

/** What hosts are known to do to a view; a host that does nothing of it has `{}`. */
export interface Trap {
  /** What of the result comes to the view; all of it when absent. */
  result?: 'meta alone' | 'text alone' | 'none' | 'error' | 'cancelled';
  /** A script and a policy are put before those of the view, as VS Code does. */
  prelude?: boolean;
  /** How a message of the view is refused: by an error of the protocol, or by a result that says so. */
  message?: 'error' | 'isError';
  /** The host passes no reads of resources on. */
  noResources?: boolean;
}

export interface Manner {
  frame: (typeof frames)[number];
  /** Whether the sandbox page has the strict policy that hosts use by default. */
  csp: boolean;
  theme: (typeof themes)[number];
  width: number;
  trap: Trap;
}

export const plainly: Manner = { frame: 'srcdoc', csp: true, theme: 'light', width: 1200, trap: {} };

/** One call of a tool whose result is shown by a view. */
export interface Opening {
  html: string;
  /** As the server lists it. */
  tool: Json & { name: string };
  args: Json;
  result: Json;
}

/** What the host sees the view do. */
export interface Sights {
  /** `ui/message`, as sent. */
  messages: Json[];
  calls: { name: string; arguments?: Json }[];
  /** Addresses of resources. */
  reads: string[];
  sizes: { width?: number; height?: number }[];
  /** `ui/open-link`. */
  links: string[];
  contexts: Json[];
  logs: Json[];
  /** How often the view said that it is ready. */
  ready: true[];
}

export const seeNothing = (): Sights => ({
  ...{ messages: [], calls: [], reads: [], sizes: [], links: [], contexts: [], logs: [], ready: [] },
});

/** What the page asks of the process; a call may come to a question first, which `answer` answers. */
export interface Asks {
  see(sight: { [K in keyof Sights]: { kind: K; data: Sights[K][number] } }[keyof Sights]): void;
  call(call: { name: string; args: Json }): Answered;
  read(of: { uri: string }): Json;
  open(call: { name: string; args: Json }): Opening | Question;
  answer(reply: { question: number; yes: boolean }): Answered | Opening;
}

export interface Question {
  question: number;
  says: string;
}

export type Answered = Question | { result: Json };
