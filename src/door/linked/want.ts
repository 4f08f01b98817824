// What is wanted of an asset's file: by which address, as what, and how much of it. Pure; what cannot be shown is not asked for.
import { NotShown } from '../../operations/answer.ts';
import {
  type Bounds,
  type FileFacts,
  fitsSide,
  isText,
  mostShown,
  type Pixels,
  pictures,
  toNotShown,
} from '../../operations/file.ts';
import { isObject } from '../../operations/is-object.ts';

export interface Want {
  url: string;
  as: 'picture' | 'text';
  /** In bytes; what is longer is not read to its end. */
  most: number;
  /** As the API says. */
  file: FileFacts;
  /** What the picture or text has to keep to. */
  bounds: Bounds;
  /** Whether the address asks for a smaller picture than the file. */
  isSmaller: boolean;
}

/**
 * @param uid the asset that was asked for.
 * @throws {NotShown}
 */
export function toWant(asset: Record<string, unknown>, uid: string, bounds: Bounds = mostShown): Want {
  if (asset.uid !== uid)
    throw new NotShown('What came is about another asset than the one asked for; no file was asked for.');
  if (asset.is_dir === true) throw new NotShown('It is a folder, which has no file of its own.');
  const file = toFacts(asset);
  const { url } = asset;
  if (typeof url !== 'string' || !URL.canParse(url))
    throw new NotShown(toNotShown(file, 'the API gave no url for it', bounds));
  if (isText(file.type)) {
    if (file.size > bounds.text) throw new NotShown(toNotShown(file, undefined, bounds));
    return { url, as: 'text', most: bounds.text, file, bounds, isSmaller: false };
  }
  if (!file.type.startsWith('image/')) throw new NotShown(toNotShown(file, undefined, bounds));
  const isShown = pictures.has(file.type) && file.size <= bounds.bytes && file.pixels && fitsSide(file.pixels, bounds);
  const picture = { as: 'picture', most: bounds.bytes, file, bounds } as const;
  return isShown
    ? { ...picture, url, isSmaller: false }
    : { ...picture, url: toSmaller(url, file, bounds), isSmaller: true };
}

function toFacts({ content_type, file_size, dimension }: Record<string, unknown>): FileFacts {
  const [type = ''] = String(content_type ?? '')
    .toLowerCase()
    .split(';');
  const size = Number(file_size);
  return { type: type.trim(), size: Number.isFinite(size) ? size : 0, pixels: toPixels(dimension) };
}

function toPixels(dimension: unknown): Pixels | undefined {
  const { width, height } = isObject(dimension) ? dimension : {};
  const isSound = (side: unknown): side is number => Number.isInteger(side) && Number(side) > 0;
  return isSound(width) && isSound(height) ? { width, height } : undefined;
}

/**
 * By parameters of the Image Delivery API: https://www.contentstack.com/docs/developers/apis/image-delivery-api. WebP keeps
 * what is transparent, and is small all the same; of what moves, one frame is enough to describe it.
 */
function toSmaller(url: string, { type, pixels }: FileFacts, { side }: Bounds): string {
  const asked = new URL(url);
  const set = (parameters: Record<string, string | number>): void => {
    for (const [name, value] of Object.entries(parameters)) asked.searchParams.set(name, String(value));
  };
  if (!pixels) set({ width: side, height: side, fit: 'bounds', disable: 'upscale' });
  else if (pixels.width >= pixels.height) set({ width: Math.min(side, pixels.width) });
  else set({ height: Math.min(side, pixels.height) });
  if (type === 'image/gif') set({ frame: 1 });
  set({ format: type === 'image/jpeg' ? 'jpg' : 'webp', quality: 80 });
  return asked.href;
}
