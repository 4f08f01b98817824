// The pictures of the docs: what each shows, and how.
import { type State, states } from './states.ts';
import type { Json, Manner } from './wire.ts';

export interface Picture {
  /** `docs/pictures/<name>.png` */
  name: string;
  state: State;
  theme: Manner['theme'];
  /** In pixels, from the top. */
  height: number;
}

/** In pixels: as wide as a page of docs shows it. */
export const width = 800;

/** @param more arguments that make it fit into a picture. */
const take = (name: (typeof states)[number]['name'], height: number, more: Json = {}): Picture => {
  const state = states.find(each => each.name === name) as State;
  return { name, state: { ...state, args: { ...state.args, ...more } }, theme: 'light', height };
};

export const pictures: readonly Picture[] = [
  take('plan', 480, { content_types: ['page', 'product', 'announcement'] }),
  take('bulk', 560),
  take('activity', 400),
];
