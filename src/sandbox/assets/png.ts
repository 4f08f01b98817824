// PNG files read and written: whole bytes for each pixel, not interlaced, which most files are.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

interface Png {
  width: number;
  height: number;
  /** Bits of each sample, and what a pixel has of them, as the format numbers it. */
  depth: number;
  colors: number;
  rows: Buffer[];
  /** Chunks that go with the pixels, such as the palette, as they stand in the file. */
  others: Buffer[];
}

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** Samples of a pixel: grey, colours, an index into the palette, and the first two with transparency. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Larger ones are left alone: a file may say that it is of any size. */
const largest = 40_000_000;

const toNumber = (value: number): Buffer => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
};

function toChunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  return Buffer.concat([toNumber(data.length), named, toNumber(crc32(named))]);
}

export function writePng({ width, height, depth, colors, rows, others }: Png): Buffer {
  const header = Buffer.concat([toNumber(width), toNumber(height), Buffer.from([depth, colors, 0, 0, 0])]);
  const plain = Buffer.alloc(1);
  const pixels = deflateSync(Buffer.concat(rows.flatMap(row => [plain, row])));
  return Buffer.concat([
    signature,
    toChunk('IHDR', header),
    ...others,
    toChunk('IDAT', pixels),
    toChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Undefined for one of another make, or none. */
export function readPng(bytes: Buffer): Png | undefined {
  if (!bytes.subarray(0, 8).equals(signature)) return undefined;
  const others: Buffer[] = [];
  const packed: Buffer[] = [];
  let header: Buffer | undefined;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (name === 'IHDR') header = data;
    else if (name === 'IDAT') packed.push(data);
    else if (name === 'PLTE' || name === 'tRNS') others.push(bytes.subarray(at, at + 12 + length));
    at += 12 + length;
  }
  if (header?.length !== 13) return undefined;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth = 0, colors = 0, , , interlaced] = header.subarray(8);
  const size = ((samples[colors] ?? 0) * depth) / 8;
  if (interlaced !== 0 || size < 1 || width * height * size > largest) return undefined;
  const rows = readRows(packed, { width, height, size });
  return rows && { width, height, depth, colors, rows, others };
}

interface Shape {
  width: number;
  height: number;
  /** Bytes of a pixel. */
  size: number;
}

function readRows(packed: Buffer[], { width, height, size }: Shape): Buffer[] | undefined {
  const length = width * size;
  const rows: Buffer[] = [];
  try {
    const raw = inflateSync(Buffer.concat(packed), { maxOutputLength: (length + 1) * height + 1 });
    for (let y = 0; y < height; y += 1) {
      const start = y * (length + 1);
      const row = raw.subarray(start + 1, start + 1 + length);
      if (row.length < length) return undefined;
      unfilter(row, raw[start] ?? 0, rows.at(-1), size);
      rows.push(row);
    }
  } catch {
    return undefined;
  }
  return rows;
}

/** In place: each byte was written as its difference to those to the left, above, and above to the left. */
function unfilter(row: Buffer, kind: number, above: Buffer | undefined, size: number): void {
  for (let x = 0; kind > 0 && x < row.length; x += 1) {
    const [left, up, corner] = [row[x - size] ?? 0, above?.[x] ?? 0, above?.[x - size] ?? 0];
    const guess = [0, left, up, (left + up) >> 1, toNearest(left, up, corner)][kind] ?? 0;
    row[x] = (row[x] ?? 0) + guess;
  }
}

/** Whichever of the three is nearest to what a plane through them would have here. */
function toNearest(left: number, up: number, corner: number): number {
  const at = left + up - corner;
  const [a, b, c] = [Math.abs(at - left), Math.abs(at - up), Math.abs(at - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** Each pixel is the one that lies there in the original. */
export function scalePng(png: Png, width: number, height: number): Png {
  const size = ((samples[png.colors] ?? 1) * png.depth) / 8;
  const rows = Array.from({ length: height }, (_, y) => {
    const from = png.rows[Math.floor((y * png.height) / height)] ?? Buffer.alloc(0);
    const row = Buffer.alloc(width * size);
    for (let x = 0; x < width; x += 1) {
      const start = Math.floor((x * png.width) / width) * size;
      from.copy(row, x * size, start, start + size);
    }
    return row;
  });
  return { ...png, width, height, rows };
}
