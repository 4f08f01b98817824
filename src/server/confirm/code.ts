// The second of two steps: a code that shows that the consequences were told. It guards against accident; it is no person.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { agreementLife } from './agreement.ts';

/** What a code holds for. */
export interface Named {
  /** Who was let in over HTTP; empty elsewhere. */
  caller: string;
  tool: string;
  /** Digest of the request as it would be sent. */
  request: string;
  /** Digest of what was told, and of the versions it was read at. */
  seen: string;
}

/** Bytes of the time in front, in seconds, of what makes each one another, and of the proof: 32 characters together. */
const bytes = { time: 4, own: 4, proof: 16 };
const head = bytes.time + bytes.own;

function sign(key: Uint8Array, begin: Buffer, { caller, tool, request, seen }: Named): Buffer {
  const text = JSON.stringify(['code', caller, tool, request, seen]);
  return createHmac('sha256', key).update(begin).update(text).digest().subarray(0, bytes.proof);
}

export function toCode(key: Uint8Array, named: Named, now: number): string {
  const begin = randomBytes(head);
  begin.writeUInt32BE(Math.floor(now / 1000));
  return Buffer.concat([begin, sign(key, begin, named)]).toString('base64url');
}

/** Whether it is this very call's, of the last five minutes. */
export function holds(code: unknown, key: Uint8Array, named: Named, now: number): boolean {
  const given = Buffer.from(typeof code === 'string' ? code : '', 'base64url');
  // One spelling alone, or it could be used once in each.
  if (given.length !== head + bytes.proof || given.toString('base64url') !== code) return false;
  const begin = given.subarray(0, head);
  const age = Math.floor(now / 1000) - begin.readUInt32BE();
  const isOurs = timingSafeEqual(given.subarray(head), sign(key, begin, named));
  return isOurs && age >= 0 && age <= agreementLife;
}
