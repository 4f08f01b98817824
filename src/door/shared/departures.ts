// What a lane asks before a request leaves: of its own process, or of the store that several processes share.

/** In seconds: a little longer than the one the API counts by, as the network delays requests unequally. */
export const window = 1.05;

/** Nothing is sent for a while: for how much longer, and for how long the API said, in milliseconds from now. */
export interface Pause {
  left: number;
  told: number;
}

/** What an answer says of the organisation. */
export interface Told {
  status: number;
  rate?: { limit: number; remaining: number } | undefined;
  /** It wants nothing to be sent. */
  pause?: Pause | undefined;
}

export interface Departure {
  /** Requests a second, where others have heard of it; zero when nobody has. */
  limit?: number;
  /** What others have heard stands in the way: there is no departure. */
  pause?: Pause;
  /** Takes in what the answer to this request says. @param limit as it is now. */
  heed(told: Told, limit: number): Promise<void>;
}

export interface Departures {
  /**
   * Waits until one more may leave; asked by one at a time.
   * @param limit so many may leave in a second.
   * @param hold waits so many milliseconds, and throws when the request is given up.
   */
  next(limit: number, hold: (milliseconds: number) => Promise<void>): Promise<Departure>;
}

/** Those of this process. */
export interface Places extends Departures {
  /** One has left that did not ask here. */
  mark(limit: number): Promise<void>;
}

/** What the API counts apart. */
export const kinds = ['reads', 'writes', 'bulk'] as const;
export type Kind = (typeof kinds)[number];

/** The departures of one stack, and of its organisation as soon as that is known. */
export interface Sharing {
  /** @param rate as many as the settings let leave in a second. @param own for while the store is away. */
  of(kind: Kind, rate: number, own: Places): Departures;
  /** An answer has named the organisation. */
  join(organization: string): void;
}

/** What all processes with one store have in common. */
export interface Shared {
  /** @param stack what only those have in common who send to the same stack of the same API. */
  share(origin: string, stack: string): Sharing;
  /** False when it was claimed before, by whatever process; undefined when the store does not say. */
  claim(id: string, milliseconds: number): Promise<boolean | undefined>;
  /** Undefined when the store does not say. */
  isClaimed(id: string): Promise<boolean | undefined>;
  close(): Promise<void>;
}
