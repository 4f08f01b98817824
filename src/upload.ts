// Files that go up: from an allowed directory, a public https URL, or the call itself. Read whole before anything is sent.
import { lookup } from 'node:dns';
import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { isIP } from 'node:net';
import { basename, isAbsolute, relative, sep } from 'node:path';
import ipaddr from 'ipaddr.js';
import mime from 'mime/lite';
import { BadArgument } from './answer.ts';

export interface Upload {
  filename: string;
  type: string;
  bytes: Buffer;
}

/** @throws {BadArgument} when the source is not to be had, or not to be touched. */
export type ReadUpload = (source: string, signal: AbortSignal) => Promise<Upload>;

/** The API's own limit for a file, in bytes. */
const largest = 100 * 1024 * 1024;

const refuse = (why: string) => new BadArgument(`upload: ${why}`);

/** @param directories from which files may be read; without any, none may. */
export function toReadUpload(directories: readonly string[]): ReadUpload {
  return async (source, signal) => {
    if (source.startsWith('data:')) return readData(source);
    if (/^[a-z][a-z\d+.-]+:\/\//i.test(source)) return readUrl(source, signal);
    return readFile(source, directories);
  };
}

function readData(source: string): Upload {
  const comma = source.indexOf(',');
  const [type = '', ...parameters] = source.slice('data:'.length, comma).split(';');
  if (comma < 0 || parameters.at(-1) !== 'base64') throw refuse('a data: source must end in ;base64,… ');
  const text = source.slice(comma + 1);
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw refuse('its base64 is not valid, or empty');
  const name = parameters.find(parameter => parameter.startsWith('name='))?.slice('name='.length);
  const filename = name ? basename(decodeURIComponent(name)) : `upload.${mime.getExtension(type) ?? 'bin'}`;
  return { filename, type: type || toType(filename), bytes: checkSize(Buffer.from(text, 'base64')) };
}

async function readFile(path: string, directories: readonly string[]): Promise<Upload> {
  if (directories.length === 0) throw refuse('no file may be read: CONTENTSTACK_UPLOAD_DIRS names no directory');
  const real = await findAllowed(path, directories);
  const file = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => undefined);
  if (!file) throw refuse('the file cannot be read');
  try {
    const { size, isFile } = await file.stat().then(stat => ({ size: stat.size, isFile: stat.isFile() }));
    if (!isFile) throw refuse('it is not a file');
    if (size > largest) throw refuse('it is larger than 100 MB');
    return { filename: basename(path), type: toType(path), bytes: checkSize(await file.readFile()) };
  } finally {
    await file.close();
  }
}

/** The real path of a file below one of the directories; links are followed first, so none leads out. */
async function findAllowed(path: string, directories: readonly string[]): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  for (const directory of directories) {
    const inside = relative(await realpath(directory).catch(() => directory), real ?? sep);
    const leaves = inside === '' || inside.startsWith('..') || isAbsolute(inside);
    if (real && !leaves && !inside.split(sep).some(part => part.startsWith('.'))) return real;
  }
  // The same words whether it exists or not: a refusal tells nothing of the disk.
  throw refuse('the file is not below a directory of CONTENTSTACK_UPLOAD_DIRS, or there is none');
}

async function readUrl(source: string, signal: AbortSignal): Promise<Upload> {
  if (!URL.canParse(source) || new URL(source).protocol !== 'https:') throw refuse('a URL must be https');
  const url = new URL(source);
  if (isIP(url.hostname.replace(/^\[|\]$/g, ''))) checkPublic(url.hostname.replace(/^\[|\]$/g, ''));
  const answer = await request(url, signal);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) throw refuse('what the URL gives is larger than 100 MB');
    chunks.push(chunk);
  }
  const filename = basename(decodeURIComponent(url.pathname)) || 'upload.bin';
  const type = answer.headers['content-type']?.split(';')[0] ?? toType(filename);
  return { filename, type, bytes: checkSize(Buffer.concat(chunks)) };
}

function request(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(error instanceof BadArgument ? error : refuse('the URL does not answer'));
    get(url, { signal, lookup: lookupPublic, timeout: 20_000 }, answer => {
      if (answer.statusCode === 200) resolve(answer);
      // A redirect is not followed: where it leads was not what was asked for.
      else reject(refuse(`the URL answers with status ${answer.statusCode}`));
    })
      .on('error', fail)
      .on('timeout', () => fail(new Error('timeout')));
  });
}

/** Checks the address that is dialled, not one looked up before: a name may change its mind in between. */
const lookupPublic: typeof lookup = ((hostname: string, options: object, done: (...given: unknown[]) => void) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error);
    try {
      for (const { address } of addresses) checkPublic(address);
    } catch (reason) {
      return done(reason);
    }
    const [first] = addresses;
    return 'all' in options && options.all ? done(null, addresses) : done(null, first?.address, first?.family);
  });
}) as typeof lookup;

function checkPublic(address: string): void {
  // `process` reads an IPv4 address mapped into IPv6 as what it is.
  if (ipaddr.process(address).range() !== 'unicast') throw refuse('the URL leads to an address that is not public');
}

function checkSize(bytes: Buffer): Buffer {
  if (bytes.length === 0) throw refuse('it is empty');
  if (bytes.length > largest) throw refuse('it is larger than 100 MB');
  return bytes;
}

const toType = (name: string): string => mime.getType(name) ?? 'application/octet-stream';
