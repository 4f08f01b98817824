// How the page looks in its host: light or dark, the host's colours and fonts where they are plain, and how high it is.
import type { Host, Json } from './host.ts';
import { isObject } from './host.ts';

/** Colours and fonts by the names of the specification; nothing that could fetch or break out of a value. */
const name = /^--(?:color|font|border)-[a-z0-9-]{1,60}$/;
const value = /^[\w\s#%.,()'"/-]{1,200}$/;

export function takeOver({ theme, styles }: Json): void {
  const { style } = document.documentElement;
  if (theme === 'light' || theme === 'dark') style.colorScheme = theme;
  const variables = isObject(styles) && isObject(styles.variables) ? styles.variables : {};
  for (const [key, told] of Object.entries(variables)) {
    if (name.test(key) && typeof told === 'string' && value.test(told) && !/url|image|src|env\(/i.test(told))
      style.setProperty(key, told);
  }
}

/** In milliseconds: a page that grows by one row after another tells it once. */
const rest = 60;

/** The height of what is shown, not of the window, which follows it. */
export function tellSize(host: Host, element: HTMLElement): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  const tell = (): void => {
    const height = Math.ceil(element.getBoundingClientRect().height);
    if (height === last || height === 0) return;
    last = height;
    host.notify('ui/notifications/size-changed', { width: Math.ceil(window.innerWidth), height });
  };
  new ResizeObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(tell, rest);
  }).observe(element);
}
