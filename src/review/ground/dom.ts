// The only way anything gets into the page: elements with attributes of fixed names, and text nodes. No markup is ever parsed.
import { toMarked } from './visible.ts';

/** Their values are ours: what comes from content is text. */
type Attributes = Partial<
  Record<
    | 'class'
    | 'id'
    | 'role'
    | 'scope'
    | 'type'
    | 'tabindex'
    | 'open'
    | 'readonly'
    | 'rows'
    | 'aria-label'
    | 'aria-labelledby'
    | 'aria-live'
    | 'aria-hidden',
    string
  >
>;

export type Child = Node | string | undefined | false;

/** Texts may be content: what hides in them is made visible. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const child of children) append(element, child);
  return element;
}

function append(to: Node, child: Child): void {
  if (typeof child === 'string') to.appendChild(toMarked(child));
  else if (child) to.appendChild(child);
}

export function replace(element: Element, ...children: readonly Child[]): void {
  while (element.firstChild) element.removeChild(element.firstChild);
  for (const child of children) append(element, child);
}

/** Of clicks alone that a person made. */
function onPress(element: HTMLElement, act: () => void): void {
  element.addEventListener('click', event => {
    if (event.isTrusted) act();
  });
}

export function button(words: string, act: () => void, kind = ''): HTMLButtonElement {
  const made = el('button', { type: 'button', class: kind }, words);
  onPress(made, act);
  return made;
}

let ids = 0;

/** For what is labelled by another element's text. */
export const toId = (): string => {
  ids += 1;
  return `n${ids}`;
};
