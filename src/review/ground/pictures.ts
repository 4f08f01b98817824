// Pictures of files: read by the host through the server, small, and shown as data. Where the host reads nothing their names must do.
import { el } from './dom.ts';
import { type Host, isObject, type Json } from './host.ts';
import type { Shown } from './shown.ts';

const kinds = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** In Base64 characters: 64 KB, and a little for its end. */
const most = 88_000;

/** Pictures beyond these few are named alone: each is a request. */
const mostShown = 24;

const uidForm = /\b[a-z]{2,4}[0-9a-f]{14,}\b/g;

/** @returns a function that gives a place for the picture of a file which a cell names, or nothing; it is filled when it comes. */
export function makePictures(host: Host, { beside, branch, stack }: Shown): (cell: string) => HTMLElement | undefined {
  const files = new Set(Array.isArray(beside.files) ? beside.files.filter(uid => typeof uid === 'string') : []);
  const asked = new Map<string, Promise<string | undefined>>();
  // Of several stacks an address names none.
  const isOff = !host.can('serverResources') || stack !== undefined || branch === '';
  const ask = (uid: string): Promise<string | undefined> => {
    const known = asked.get(uid) ?? read(host, `contentstack://${encodeURIComponent(branch)}/assets/${uid}/preview`);
    asked.set(uid, known);
    return known;
  };
  return cell => {
    const uid = isOff ? undefined : cell.match(uidForm)?.find(each => files.has(each));
    if (uid === undefined || (asked.size >= mostShown && !asked.has(uid))) return undefined;
    const place = el('span', { class: 'picture' });
    void ask(uid).then(source => {
      if (source === undefined) return;
      const picture = document.createElement('img');
      picture.alt = 'Preview of this file';
      picture.src = source;
      place.appendChild(picture);
    });
    return place;
  };
}

/** @returns an address of data; undefined for whatever is no picture. */
async function read(host: Host, uri: string): Promise<string | undefined> {
  const result: Json = await host.request('resources/read', { uri }).catch(() => ({}));
  const [first] = Array.isArray(result.contents) ? result.contents : [];
  const { mimeType, blob } = isObject(first) ? first : {};
  const isPicture = typeof mimeType === 'string' && kinds.includes(mimeType);
  if (!isPicture || typeof blob !== 'string' || blob.length > most || !/^[A-Za-z0-9+/]+={0,2}$/.test(blob))
    return undefined;
  return `data:${mimeType};base64,${blob}`;
}
