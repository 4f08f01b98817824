// Pictures as the parameters of a URL ask for them: other measures and another format, as far as the sandbox can draw them.

import type { Call } from '../http/call.ts';
import type { AssetVersion, Dimension } from '../state/assets.ts';
import { loadFile } from './files.ts';
import { readPng, scalePng, writePng } from './png.ts';
import { makeSampleFile, small } from './sample-files.ts';

interface Picture {
  type: string;
  bytes: Uint8Array;
}

/** Formats that the sandbox can draw its own samples in; in others they stay what they are. */
const formats: Readonly<Record<string, string>> = { jpg: 'image/jpeg', pjpg: 'image/jpeg', png: 'image/png' };

const drawn = new Set(Object.values(formats));

/** As large as the service makes a picture, in pixels. */
const largest = 8192;

/**
 * Nothing where nothing is asked for, and where it cannot be done: then the file comes as it is. Samples are drawn anew, and
 * an uploaded PNG is scaled; other files would have to be unpacked. `quality` changes nothing of either.
 */
export function toAskedPicture(call: Call, version: AssetVersion): Picture | undefined {
  const names = ['width', 'height', 'format', 'quality', 'fit', 'frame'];
  const { content_type: type, title, file, dimension } = version;
  if (!drawn.has(type) || !names.some(name => call.query.has(name))) return undefined;
  if (file === undefined) {
    const asked = formats[call.query.get('format') ?? ''] ?? type;
    return { type: asked, bytes: makeSampleFile(asked, title, toAsked(call, dimension ?? small)) };
  }
  const png = type === 'image/png' ? readPng(Buffer.from(loadFile(call.state, version))) : undefined;
  if (!png) return undefined;
  const { width, height } = toAsked(call, png);
  return { type, bytes: writePng(scalePng(png, width, height)) };
}

/** One side follows the other, unless both are given; within bounds both are the most there may be. */
function toAsked({ query }: Call, { width, height }: Dimension): Dimension {
  const read = (name: string): number | undefined => {
    const text = query.get(name) ?? '';
    return /^[1-9]\d{0,3}$/.test(text) ? Math.min(Number(text), largest) : undefined;
  };
  const [wide, high] = [read('width'), read('height')];
  const ratios = [wide && wide / width, high && high / height].filter(ratio => ratio !== undefined);
  const isFree = ratios.length === 2 && query.get('fit') !== 'bounds';
  const ratio = Math.min(...ratios, ...(ratios.length === 0 || query.get('disable') === 'upscale' ? [1] : []));
  const toSide = (given: number | undefined, side: number): number =>
    isFree && given !== undefined ? given : Math.max(1, Math.round(side * ratio));
  return { width: toSide(wide, width), height: toSide(high, height) };
}
