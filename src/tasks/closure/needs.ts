// What a text needs beside itself: the entries and files it points at, each once, with the place where it first does.
import { printAddress } from '../../content/address.ts';
import { listPointers } from '../../content/pointers.ts';
import type { Json } from '../../content/value.ts';
import { tellGone } from '../existence.ts';
import { assetUid, type Type } from '../types.ts';

interface Need {
  address: string;
  type: Type;
  uid: string;
}

interface Needs {
  needs: Need[];
  /** What it points at is gone, as the text itself shows; in words. */
  gone: string[];
}

/** @param types those there are, by uid. Files are left out where they cannot be read; what is never published always. */
export function listNeeds(text: Json, type: Type, types: ReadonlyMap<string, Type>): Needs {
  const needs = new Map<string, Need>();
  const gone = new Map<string, string>();
  for (const { address: at, type: to, uid, isThere } of listPointers(text, type.schema)) {
    const key = `${to} ${uid}`;
    const known = types.get(to);
    const address = printAddress(at);
    if (isThere === false || (!known && to !== assetUid)) {
      if (!gone.has(key)) gone.set(key, `${address}: ${tellGone(to, uid, isThere === false ? 'gone' : 'type gone')}`);
    } else if (known?.isPublishable && !needs.has(key)) needs.set(key, { address, type: known, uid });
  }
  return { needs: [...needs.values()], gone: [...gone.values()] };
}
