// What is ticked: a person takes rows out, and nothing ever gets in that was not there. Each tick is one place of the answer.
import { el, toId } from './dom.ts';

interface Tick {
  /** As `except` names it; undefined where it holds what no sentence of ours may. */
  except: string | undefined;
  box: HTMLInputElement;
}

export interface Ticks {
  /** @param labels ids of the elements whose texts name it. */
  add(except: string | undefined, labels: readonly string[]): HTMLInputElement;
  /** One that stands for several: it is ticked when all are, and ticks them all. */
  addAll(ticks: readonly HTMLInputElement[], labels: readonly string[]): HTMLInputElement;
  /** Not to be changed any more. */
  freeze(): void;
  count(): { all: number; on: number };
  /** Names of what is out. */
  out(): string[];
}

/** @param out names of what is out; kept as it changes. */
export function makeTicks(out: Set<string>, onChange: () => void): Ticks {
  const all: Tick[] = [];
  const joint: { box: HTMLInputElement; of: readonly HTMLInputElement[] }[] = [];
  const make = (labels: readonly string[]): HTMLInputElement =>
    el('input', { type: 'checkbox', id: toId(), 'aria-labelledby': labels.join(' ') });
  const isOut = ({ except, box }: Tick): boolean => except !== undefined && !box.checked;
  const showJoint = (): void => {
    for (const { box, of } of joint) {
      const on = of.filter(({ checked }) => checked).length;
      box.checked = on === of.length;
      box.indeterminate = on > 0 && on < of.length;
    }
  };
  const show = (): void => {
    out.clear();
    for (const tick of all) if (isOut(tick)) out.add(tick.except as string);
    showJoint();
    onChange();
  };
  return {
    add(except, labels) {
      const box = make(labels);
      // What cannot be named cannot be left out.
      box.disabled = except === undefined;
      box.checked = except === undefined || !out.has(except);
      box.addEventListener('change', show);
      all.push({ except, box });
      return box;
    },
    addAll(of, labels) {
      const box = make(labels);
      const free = of.filter(({ disabled }) => !disabled);
      box.disabled = free.length === 0;
      box.addEventListener('change', () => {
        for (const each of free) each.checked = box.checked;
        show();
      });
      joint.push({ box, of });
      showJoint();
      return box;
    },
    freeze() {
      for (const { box } of [...all, ...joint]) box.disabled = true;
    },
    count: () => ({ all: all.length, on: all.filter(({ box }) => box.checked).length }),
    out: () => all.filter(isOut).map(({ except }) => except as string),
  };
}
