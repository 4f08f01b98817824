// What a file is called: by its bytes, whatever its name or a header claims, with an ending that fits.
import { expect, it } from 'vitest';
import { toKind } from '../../../src/door/uploads/kind.ts';
import { png } from './reading.ts';

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const zip = Buffer.from('504b0304140000000000', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a46494600010100', 'hex');
const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]);
const noise = Buffer.from([0, 1, 2, 3, 200, 201, 0]);
const utf16 = Buffer.from('\ufeffa;b', 'utf16le');
const latin1 = Buffer.from('n\xe4me;caf\xe9\n', 'latin1');

const cases: [what: string, head: Buffer | string, filename: string, claim: string | undefined, expected: string][] = [
  ['a picture', png, 'a.png', undefined, 'a.png image/png'],
  ['a picture without a name', png, 'upload', 'image/png', 'upload.png image/png'],
  ['a picture by the name of another', png, 'a.jpg', 'image/jpeg', 'a.png image/png'],
  ['a picture by the name of a page', png, 'a.html', 'text/html', 'a.png image/png'],
  ['a picture with the other ending for its kind', jpeg, 'a.jpeg', undefined, 'a.jpeg image/jpeg'],
  ['a page by the name of a picture', '<!doctype html><p>Hi', 'a.png', 'image/png', 'a.html text/html'],
  ['a script by the name of a picture', ' <script>alert(1)</script>', 'a.gif', undefined, 'a.html text/html'],
  ['a picture whose name is an ending', png, 'doc', undefined, 'doc.png image/png'],
  ['a picture with an ending nobody knows', png, 'a.v2', undefined, 'a.v2.png image/png'],
  ['SVG', svg, 'a.svg', undefined, 'a.svg image/svg+xml'],
  ['SVG by the name of a picture', svg, 'a.png', 'image/png', 'a.svg image/svg+xml'],
  ['SVG by the name of text', svg, 'a.txt', 'text/plain', 'a.svg image/svg+xml'],
  [
    'SVG behind what XML may begin with',
    `<?xml version="1.0"?>\n<!-- x -->\n${svg}`,
    'a',
    undefined,
    'a.svg image/svg+xml',
  ],
  ['a page by the name of SVG', '<html><body>', 'a.svg', 'image/svg+xml', 'a.html text/html'],
  ['text by the name of SVG', 'hello', 'a.svg', 'image/svg+xml', 'a.txt text/plain'],
  ['text', 'hello', 'a.txt', undefined, 'a.txt text/plain'],
  ['text with no name', 'hello', 'upload', undefined, 'upload.txt text/plain'],
  ['text with an ending nobody knows', '1\n00:01', 'a.srt', undefined, 'a.srt text/plain'],
  ['a table', 'a,b\n1,2', 'a.csv', 'application/octet-stream', 'a.csv text/csv'],
  ['a table of old', latin1, 'a.csv', undefined, 'a.csv text/csv'],
  ['a table from a spreadsheet', utf16, 'a.csv', undefined, 'a.csv text/csv'],
  ['a text that begins like a picture', 'BMW, 1975', 'a.csv', undefined, 'a.csv text/csv'],
  ['a text that begins like a program', 'MZ 12', 'a.txt', undefined, 'a.txt text/plain'],
  ['XML', '<?xml version="1.0"?><a/>', 'a.xml', undefined, 'a.xml application/xml'],
  ['XML without a name', '<?xml version="1.0"?><a/>', 'upload', undefined, 'upload.xml application/xml'],
  ['a style', 'a { color: red }', 'a.css', undefined, 'a.css text/css'],
  ['JSON by its header', '{"a":1}', 'data', 'application/json', 'data.json application/json'],
  ['JSON by the name of a document', '{"a":1}', 'a.pdf', 'application/pdf', 'a.txt text/plain'],
  ['a document', '%PDF-1.7\n', 'a.pdf', undefined, 'a.pdf application/pdf'],
  ['a document by the name of a picture', '%PDF-1.7\n', 'a.png', undefined, 'a.pdf application/pdf'],
  ['an archive', zip, 'a.zip', undefined, 'a.zip application/zip'],
  ['what is built on an archive', zip, 'a.epub', undefined, 'a.epub application/epub+zip'],
  ['an archive by the name of a picture', zip, 'a.png', undefined, 'a.zip application/zip'],
  ['a document of old', old, 'a.doc', undefined, 'a.doc application/msword'],
  ['noise by the name of a picture', noise, 'a.png', 'image/png', 'a.bin application/octet-stream'],
  ['noise by the name of text', noise, 'a.txt', 'text/plain', 'a.bin application/octet-stream'],
  ['noise with an ending nobody knows', noise, 'a.unheard', undefined, 'a.unheard application/octet-stream'],
  ['a name that leads elsewhere', png, '../..\\a"b\n.png', undefined, '_.._a_b_.png image/png'],
  ['a name that is hidden', png, '.htaccess', undefined, 'htaccess.png image/png'],
  ['no name at all', png, '', undefined, 'upload.png image/png'],
];

it.each(cases)('%s', async (_, head, filename, type, expected) => {
  const kind = await toKind(Buffer.from(head as string), { filename, type });
  expect(`${kind.filename} ${kind.type}`).toBe(expected);
});

it('cuts a name that is too long, and keeps its ending', async () => {
  const { filename } = await toKind(png, { filename: `${'ä'.repeat(300)}.png` });
  expect(Buffer.byteLength(filename)).toBeLessThan(255);
  expect(filename).toMatch(/\.png$/);
});
