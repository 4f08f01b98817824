// Files as a model is shown them: what kinds there are, how much of each, and the words for one. Pure.

/** What is known of a file: any of it may be a guess of who sent it. */
export interface FileFacts {
  /** As in a header, such as `image/png`; empty where it is unknown. */
  type: string;
  /** In bytes. */
  size: number;
  /** Of a picture. */
  pixels?: Pixels | undefined;
}

export interface Pixels {
  width: number;
  height: number;
}

/** Of a picture in bytes and in pixels on its longer side, and of a text in bytes. */
export interface Bounds {
  bytes: number;
  side: number;
  text: number;
}

/** For a person who looks at two of them side by side: no text, and pictures as a page of a few of them loads. */
export const mostPreviewed: Bounds = { bytes: 65_536, side: 480, text: 0 };

/** Beyond, a model pays more than it sees. */
export const mostShown: Bounds = { bytes: 1_000_000, side: 1024, text: 40_000 };

/** Pictures that models can look at. */
export const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** SVG is one: its words and shapes can be read, while drawing it would mean running what is in it. */
export const isText = (type: string): boolean => /^text\/|[/+](json|xml)$/.test(type);

export const fitsSide = ({ width, height }: Pixels, { side }: Bounds = mostShown): boolean =>
  Math.max(width, height) <= side;

/** `image/png, 5242880 bytes, 3000 × 2000 pixels` */
export function toFileWords({ type, size, pixels }: FileFacts): string {
  const measures = pixels ? `, ${pixels.width} × ${pixels.height} pixels` : '';
  return `${type || 'a file of unknown type'}, ${size} bytes${measures}`;
}

/** @param why what keeps it from being shown, where that is not its kind or size. */
export function toNotShown(file: FileFacts, why?: string, { bytes, side, text }: Bounds = mostShown): string {
  const rule = `only pictures of up to ${bytes} bytes and ${side} pixels, and text of up to ${text} bytes, can be shown`;
  return `${toFileWords(file)}; not shown: ${why ?? rule}.`;
}
