// What a file is: its type by its first bytes, and a name that fits. What others say of it is a hint. Pure.
import { fileTypeFromBuffer, supportedMimeTypes } from 'file-type/core';
import mime from 'mime/lite';

export interface Kind {
  filename: string;
  type: string;
}

/** So many bytes tell what a file is, for the formats that can be told. */
export const headSize = 4100;

const byteTold: ReadonlySet<string> = supportedMimeTypes;

/** Formats that others are built on: the name may say more than the bytes, such as that a zip is a document. */
const containers = new Set([
  'application/zip',
  'application/gzip',
  'application/x-cfb',
  'application/xml',
  'application/ogg',
  'video/matroska',
]);

/** Formats that begin with words. Others are told by a few bytes, and "BM" or "MZ" may as well begin a text. */
const toldInText = new Set(['application/pdf', 'application/rtf', 'application/postscript', 'application/eps']);

/** @param head the first `headSize` bytes. @param type what a header or a data: source says. */
export async function toKind(head: Uint8Array, given: { filename: string; type?: string | undefined }): Promise<Kind> {
  const filename = clean(given.filename);
  const claims = [toTypeOf(filename), given.type?.toLowerCase()].filter(claim => claim && claim !== unknown);
  const type = await decide(head, claims as string[]);
  return { filename: endFitly(filename, type), type };
}

/** By its ending; `dot` alone has none, though there is one of that name. */
const toTypeOf = (filename: string): string | null => (/\.[^.]+$/.test(filename) ? mime.getType(filename) : null);

const unknown = 'application/octet-stream';

async function decide(head: Uint8Array, claims: string[]): Promise<string> {
  const told = (await fileTypeFromBuffer(head).catch(() => undefined))?.mime.split(';')[0];
  const text = toText(head);
  if (text !== undefined && !toldInText.has(told ?? '')) return decideText(text, claims, told);
  if (told !== undefined && !containers.has(told)) return told;
  // Binary: a claim that the bytes would have borne out is not true.
  const claim = claims.find(each => !isTextual(each) && !each.startsWith('image/') && (told || !byteTold.has(each)));
  return claim ?? told ?? unknown;
}

/** SVG and HTML run scripts where they are shown, so they are called what they are, and nothing else is called so. */
function decideText(text: string, claims: string[], told: string | undefined): string {
  const start = text.replace(/^(\s|<\?xml[^>]{0,200}\?>|<!--[\s\S]{0,2000}?-->|<!doctype svg[^>]{0,400}>)*/i, '');
  if (/^<svg[\s>]/i.test(start)) return 'image/svg+xml';
  const claim = claims.find(each => isTextual(each) && each !== 'image/svg+xml');
  if (claim) return claim;
  if (/^<(!doctype html|html|head|body|script)[\s>]/i.test(start)) return 'text/html';
  return told === 'application/xml' ? told : 'text/plain';
}

/** Formats that are text: those of the web, and what nobody could tell by its bytes. */
const isTextual = (type: string): boolean =>
  /^text\/|[/+](json|xml)$|javascript|ecmascript|x-?yaml$|\/(sql|toml|x-subrip|x-sh|rtf)$/.test(type);

/** The head as text; undefined where it holds what no text does. */
function toText(head: Uint8Array): string | undefined {
  const [first, second] = head;
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const text = new TextDecoder(isWide ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(head);
  return [...text].every(letter => letter >= ' ' || spacing.has(letter)) ? text : undefined;
}

/** What text holds besides letters: backspaces, tabs, line ends, page breaks and the escapes of terminals. */
const spacing = new Set('\b\t\n\v\f\r\u001b');

/** A name without folders, control characters and what systems take for more than a letter, and not too long. */
function clean(filename: string): string {
  const bare = filename
    .replace(/[\p{Cc}\p{Cf}"<>|?*:\\/]/gu, '_')
    .replace(/^\.+/, '')
    .trim();
  // File systems take 255 bytes; a letter may have four.
  return bare.length > 120 ? bare.slice(0, 100) + (/\.\w{1,10}$/.exec(bare)?.[0] ?? '') : bare || 'upload';
}

/** The name with an ending of the type, where it has that of another kind or none. */
function endFitly(filename: string, type: string): string {
  const ending = mime.getExtension(type) ?? (type === unknown ? 'bin' : undefined);
  const named = toTypeOf(filename);
  if (ending === undefined || isOfKind(named, type)) return filename;
  // An ending that nobody knows claims nothing, so it may stay where there is no better one.
  const isPlain = type === unknown || type === 'text/plain';
  if (named === null) return isPlain && /\.\w{1,10}$/.test(filename) ? filename : `${filename}.${ending}`;
  return `${filename.slice(0, filename.lastIndexOf('.'))}.${ending}`;
}

/** Sound and moving pictures come in the same wrappers, under many names. */
function isOfKind(named: string | null, type: string): boolean {
  if (named === null || named === type) return named === type;
  const isPlayed = (each: string) => /^(audio|video)\//.test(each) || each === 'application/ogg';
  const isPlain = type === 'text/plain' && isTextual(named) && named !== 'image/svg+xml' && named !== 'text/html';
  const isAlias = mime.getExtension(named) === mime.getExtension(type);
  return isAlias || isPlain || (isPlayed(named) && isPlayed(type));
}
