// What a shape is given, and what it gives back.
import type { Decision } from './acting.ts';
import type { Child } from './dom.ts';
import type { Host, Json } from './host.ts';
import type { Shown } from './shown.ts';

export interface Scene {
  host: Host;
  shown: Shown;
  /** Arguments of the call, where the host has told them. */
  input: Json | undefined;
  /** What a person has taken out, by its name in `except`: it stays out when more rows come. */
  out: Set<string>;
  decision: Decision;
}

export interface View {
  title: string;
  parts: Child[];
}

export type Shape = (scene: Scene) => View;

/** Of what a message may hold: uids, languages, names of environments and addresses, and no word of any content. */
export const sayable = {
  uid: (text: string) => /^[A-Za-z0-9_]{1,200}$/.test(text),
  place: (text: string) => /^[\w.-]{1,100}$/.test(text),
  address: (text: string) => /^[\w.:[\]-]{1,300}$/.test(text),
};
