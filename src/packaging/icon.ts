// The icon of the bundle: lines of content in a speech bubble, drawn here so that no picture has to be kept.
import { crc32, deflateSync } from 'node:zlib';

/** Its width and height in pixels, as hosts want it. */
const iconSize = 512;

type Colour = readonly [red: number, green: number, blue: number];
/** Whether a point is inside. */
type Shape = (x: number, y: number) => boolean;

const ink: Colour = [45, 42, 110];
const paper: Colour = [255, 255, 255];
const accent: Colour = [236, 120, 62];

const rounded =
  (left: number, top: number, width: number, height: number, radius: number): Shape =>
  (x, y) => {
    const beside = Math.abs(x - left - width / 2) - width / 2 + radius;
    const above = Math.abs(y - top - height / 2) - height / 2 + radius;
    return Math.hypot(Math.max(beside, 0), Math.max(above, 0)) <= radius && Math.max(beside, above) <= radius;
  };

/** The bubble's tail, which points down and to the left. */
const tail: Shape = (x, y) => x >= 150 && y >= 340 && x - 150 <= 100 - (y - 340) * 0.9;

/** From the back to the front. */
const layers: readonly [Shape, Colour][] = [
  [rounded(0, 0, iconSize, iconSize, 112), ink],
  [rounded(92, 104, 328, 256, 48), paper],
  [tail, paper],
  [rounded(140, 156, 160, 32, 16), accent],
  [rounded(140, 216, 232, 32, 16), ink],
  [rounded(140, 276, 196, 32, 16), ink],
];

/** Points looked at in each pixel, along each side, so that edges are smooth. */
const samples = 3;

/** @returns a PNG with transparent corners. */
export function drawIcon(): Buffer {
  const rows = Array.from({ length: iconSize }, (_, y) => {
    const pixels = Array.from({ length: iconSize }, (_, x) => toPixel(x, y));
    // Each row begins with its filter: none.
    return [0, ...pixels.flat()];
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(iconSize, 0);
  header.writeUInt32BE(iconSize, 4);
  // Eight bits for each of red, green, blue and opacity.
  header.set([8, 6], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    toChunk('IHDR', header),
    toChunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })),
    toChunk('IEND', Buffer.alloc(0)),
  ]);
}

function toPixel(x: number, y: number): number[] {
  const offsets = Array.from({ length: samples }, (_, index) => (index + 0.5) / samples);
  const seen = offsets.flatMap(down => offsets.flatMap(right => toColour(x + right, y + down) ?? []));
  const mean = (channel: 0 | 1 | 2) => {
    const sum = seen.reduce((total, colour) => total + colour[channel], 0);
    return seen.length === 0 ? 0 : Math.round(sum / seen.length);
  };
  return [mean(0), mean(1), mean(2), Math.round((255 * seen.length) / samples ** 2)];
}

/** In a list, so that an absent colour is none. */
function toColour(x: number, y: number): [Colour] | undefined {
  const layer = layers.findLast(([shape]) => shape(x, y));
  return layer && [layer[1]];
}

function toChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
