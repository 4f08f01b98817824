// Bytes for assets that a seed only describes: small files that really are of their type.
import type { Dimension } from '../state/assets.ts';
import { writePng } from './png.ts';

export const small: Dimension = { height: 16, width: 16 };

export function makeSampleFile(type: string, title: string, dimension: Dimension = small): Uint8Array {
  return makers[type]?.(dimension, title) ?? Buffer.from(`${title}\n`);
}

const makers: Record<string, (dimension: Dimension, title: string) => Uint8Array> = {
  'image/svg+xml': ({ height, width }, title) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 16 16"><title>${escapeText(title)}</title><path d="M0 14 5 5l4 5 3-4 4 8z"/></svg>\n`,
    ),
  'image/png': makePng,
  'image/jpeg': makeJpeg,
  'image/gif': () => Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64'),
  'application/pdf': (_, title) => makePdf(title),
  'application/json': (_, title) => Buffer.from(`${JSON.stringify({ title })}\n`),
};

const escapeText = (text: string): string => text.replace(/[&<>]/g, sign => `&#${sign.charCodeAt(0)};`);

/** Big-endian, as JPEG wants its numbers. */
const toBytes = (value: number, size: 2 | 4): Buffer => {
  const out = Buffer.alloc(size);
  out.writeUIntBE(value, 0, size);
  return out;
};

/** One bit of grey for each pixel, which packs to next to nothing. */
function makePng({ height, width }: Dimension): Buffer {
  const row = Buffer.alloc(Math.ceil(width / 8), 0xff);
  return writePng({ width, height, depth: 1, colors: 0, rows: Array.from({ length: height }, () => row), others: [] });
}

/** Plain grey: with one code of one bit in each table, every block of 8 by 8 is two zero bits. */
function makeJpeg({ height, width }: Dimension): Buffer {
  const segment = (marker: number, data: number[] | Buffer): Buffer => {
    const body = Buffer.from(data);
    return Buffer.concat([Buffer.from([0xff, marker]), toBytes(body.length + 2, 2), body]);
  };
  const oneCode = [1, ...Array<number>(15).fill(0), 0];
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xdb, [0, ...Array<number>(64).fill(1)]),
    segment(
      0xc0,
      Buffer.concat([Buffer.from([8]), toBytes(height, 2), toBytes(width, 2), Buffer.from([1, 1, 0x11, 0])]),
    ),
    segment(0xc4, [0x00, ...oneCode]),
    segment(0xc4, [0x10, ...oneCode]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    Buffer.alloc(Math.ceil(blocks / 4)),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function makePdf(title: string): Buffer {
  const text = `BT /F1 18 Tf 72 720 Td (${title.replace(/[()\\]/g, ' ')}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${text.length}>>stream\n${text}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let out = '%PDF-1.4\n';
  const starts = objects.map((object, index) => {
    const start = out.length;
    out += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(start).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${starts.join('')}`;
  const end = out.length;
  return Buffer.from(
    `${out}${table}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${end}\n%%EOF\n`,
    'latin1',
  );
}
