// An entry while it is edited: copied only where it changes, with the place each item of a list had when it was read.
import { identify } from '../address.ts';
import type { Path } from '../resolve.ts';
import { isObject, type Json, listValues, member } from '../value.ts';

/** Steps that stay the same while items around move: keys, and an item's number in its list. */
type Trail = readonly string[];

export class Draft {
  root: Json;
  /** Per list, in its order: the place an item was read at, or a number below 0 for what is new. */
  private readonly numbers = new WeakMap<readonly unknown[], readonly number[]>();
  private readonly touched: { trail: Trail; edit: number }[] = [];
  private fresh = 0;

  /** @param entry never changed itself. */
  constructor(entry: Json) {
    this.root = entry;
    for (const value of listValues(entry)) if (Array.isArray(value)) this.numbers.set(value, [...value.keys()]);
  }

  /** What no read showed has no places that one could have read. */
  numbersOf(list: readonly unknown[]): readonly number[] {
    const known = this.numbers.get(list);
    if (known) return known;
    const made = list.map(() => this.nextNumber());
    this.numbers.set(list, made);
    return made;
  }

  nextNumber(): number {
    this.fresh -= 1;
    return this.fresh;
  }

  /** Where the item is now that was read at a place; undefined where it is gone. */
  placeOf(list: readonly unknown[], read: number): number | undefined {
    const place = this.numbersOf(list).indexOf(read);
    return place < 0 ? undefined : place;
  }

  read(path: Path): unknown {
    let value: unknown = this.root;
    for (const step of path) value = Array.isArray(value) ? value[Number(step)] : member(value, String(step));
    return value;
  }

  /** Holders that are not there yet are made on the way. Items keep their numbers where they are plainly the same. */
  put(path: Path, value: unknown): void {
    this.root = this.putInto(this.root, path, value) as Json;
  }

  /** A list with its items in another order, or others among them. */
  putList(path: Path, items: readonly unknown[], numbers: readonly number[]): void {
    this.numbers.set(items, numbers);
    this.put(path, items);
  }

  private putInto(holder: unknown, [step, ...rest]: Path, value: unknown): unknown {
    if (step === undefined) {
      this.carry(holder, value);
      return value;
    }
    if (Array.isArray(holder) && typeof step === 'number') {
      const copy = holder.with(step, this.putInto(holder[step], rest, value));
      this.numbers.set(copy, this.numbersOf(holder));
      return copy;
    }
    const held = isObject(holder) ? holder : {};
    const key = String(step);
    return { ...held, [key]: this.putInto(member(held, key), rest, value) };
  }

  /** Of any depth. */
  private carry(before: unknown, after: unknown): void {
    const left: [unknown, unknown][] = [[before, after]];
    for (let pair = left.pop(); pair; pair = left.pop()) {
      const [old, now] = pair;
      if (old === now) continue;
      if (Array.isArray(old) && Array.isArray(now)) {
        const from = this.numbers.has(now) ? [] : pairItems(old, now);
        const numbers = this.numbersOf(old);
        if (from.length > 0) {
          this.numbers.set(
            now,
            from.map(place => (place === undefined ? this.nextNumber() : (numbers[place] as number))),
          );
        }
        for (const [place, other] of from.entries()) if (other !== undefined) left.push([old[other], now[place]]);
      } else if (isObject(old) && isObject(now)) {
        for (const [key, inner] of Object.entries(now)) left.push([member(old, key), inner]);
      }
    }
  }

  trailTo(path: Path): Trail {
    const trail: string[] = [];
    let value: unknown = this.root;
    for (const step of path) {
      if (Array.isArray(value) && typeof step === 'number') {
        trail.push(`#${this.numbersOf(value)[step]}`);
        value = value[step];
      } else {
        trail.push(String(step));
        value = isObject(value) ? value[step] : undefined;
      }
    }
    return trail;
  }

  /** Remembers which edit made what is there. */
  touch(trail: Trail, edit: number): void {
    this.touched.push({ trail, edit });
  }

  /** An earlier edit whose work lies there or below, and would be lost. */
  findTouched(trail: Trail): number | undefined {
    return this.touched.find(each => trail.every((step, index) => each.trail[index] === step))?.edit;
  }
}

/** For each item of the list as it is now, where it was: the same object or value, the same uid, else the same place. */
function pairItems(old: readonly unknown[], now: readonly unknown[]): (number | undefined)[] {
  const left = new Set(old.keys());
  const found: (number | undefined)[] = now.map(() => undefined);
  const pair = (keyOf: (item: unknown) => unknown): void => {
    const known = new Map<unknown, number>();
    for (const place of [...left].reverse()) known.set(keyOf(old[place]), place);
    for (const [place, item] of now.entries()) {
      const key = keyOf(item);
      const other = found[place] === undefined && key !== undefined ? known.get(key) : undefined;
      if (other === undefined || !left.delete(other)) continue;
      found[place] = other;
    }
  };
  pair(item => item);
  pair(identify);
  if (old.length !== now.length) return found;
  return found.map((other, place) => other ?? (left.has(place) ? place : undefined));
}
