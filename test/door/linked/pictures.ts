// Pictures for tests: PNG files of any measures and weight, made here so that nothing large lies in the repository.
import { crc32, deflateSync } from 'node:zlib';

const toNumber = (value: number): Buffer => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
};

function toChunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data]);
  return Buffer.concat([toNumber(data.length), named, toNumber(crc32(named))]);
}

interface Making {
  /** 0 packs nothing, so that a plain picture is heavy. */
  level?: number;
  /** Which kind of difference each row is written as. */
  filter?: 0 | 1 | 2 | 3 | 4;
}

/** The left half is red, the right half blue. */
export function makePng(width: number, height: number, { level = 9, filter = 0 }: Making = {}): Buffer {
  const bare = Buffer.from(Array.from({ length: width }, (_, x) => (x < width / 2 ? [255, 0, 0] : [0, 0, 255])).flat());
  const rows = Array.from({ length: height }, (_, y) => {
    const at = (x: number, row: number): number => (x < 0 || row < 0 ? 0 : (bare[x] ?? 0));
    const row = bare.map((byte, x) => {
      const [left, up, corner] = [at(x - 3, y), at(x, y - 1), x < 3 ? 0 : at(x - 3, y - 1)];
      return byte - ([0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter] as number);
    });
    return Buffer.concat([Buffer.from([filter]), row]);
  });
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    toChunk('IHDR', Buffer.concat([toNumber(width), toNumber(height), Buffer.from([8, 2, 0, 0, 0])])),
    toChunk('IDAT', deflateSync(Buffer.concat(rows), { level })),
    toChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** As the format's specification words it. */
function nearest(a: number, b: number, c: number): number {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

/** The first bytes of a picture that would unpack to nine billion pixels. */
export const bomb = Buffer.concat([
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  toChunk('IHDR', Buffer.concat([toNumber(95_000), toNumber(95_000), Buffer.from([8, 2, 0, 0, 0])])),
  toChunk('IDAT', deflateSync(Buffer.alloc(100_000))),
  toChunk('IEND', Buffer.alloc(0)),
]);
