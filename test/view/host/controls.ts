// How the desk shows a view: theme, width, kind of frame, policy.
import { frames, type Manner, plainly, themes, widths } from '../wire.ts';

const choices: { name: 'theme' | 'width' | 'frame'; title: string; of: readonly (string | number)[] }[] = [
  { name: 'theme', title: 'Theme', of: themes },
  { name: 'width', title: 'Width', of: [360, 720, widths[1]] },
  { name: 'frame', title: 'Frame', of: frames },
];

/** @param changed which of them, and all of them as they are now. */
export function makeControls(form: HTMLFormElement, changed: (name: string, manner: Manner) => void): () => Manner {
  const boxes = choices.map(({ name, title, of }) => {
    const select = document.createElement('select');
    select.name = name;
    for (const each of of) select.add(new Option(String(each)));
    return label(title, select);
  });
  const csp = document.createElement('input');
  csp.type = 'checkbox';
  csp.name = 'csp';
  csp.checked = true;
  form.append(...boxes, label("The host's strict policy", csp));
  const read = (): Manner => {
    const given = new FormData(form);
    return {
      ...plainly,
      theme: given.get('theme') as Manner['theme'],
      width: Number(given.get('width')),
      frame: given.get('frame') as Manner['frame'],
      csp: given.has('csp'),
    };
  };
  (form.elements.namedItem('width') as HTMLSelectElement).value = '720';
  form.addEventListener('change', ({ target }) => changed((target as HTMLInputElement).name, read()));
  return read;
}

function label(title: string, input: HTMLElement): HTMLElement {
  const element = document.createElement('label');
  element.append(`${title} `, input);
  return element;
}
