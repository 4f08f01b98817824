// The second of two steps: a code that shows that the consequences were told. It guards against accident; it is no person.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Planned } from '../../operations/saving.ts';
import { agreementLife } from './agreement.ts';

/** What a code holds for. */
interface Named {
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

/** What a plan is made for: who asked, which tool, and the arguments that count. */
export interface PlanNamed {
  caller: string;
  tool: string;
  request: unknown;
}

/** Of a plan: the time in seconds, the number of rows, their digest, and the proof: 42 characters together. */
const parts = { time: 4, rows: 3, digest: 8, proof: 16 };
const front = parts.time + parts.rows + parts.digest;

/** How long a plan holds, in seconds: time to read it and to ask around. */
const planLife = 1800;

const mostRows = 256 ** parts.rows - 1;

function signPlan(key: Uint8Array, begin: Buffer, named: PlanNamed): Buffer {
  const text = JSON.stringify(['plan', named.caller, named.tool, named.request]);
  return createHmac('sha256', key).update(begin).update(text).digest().subarray(0, parts.proof);
}

const toDigest = (rows: readonly unknown[]): Buffer =>
  createHash('sha256').update(JSON.stringify(rows)).digest().subarray(0, parts.digest);

/** @param at when its first row was read, by the API's clock. */
export function toPlanCode(key: Uint8Array, named: PlanNamed, rows: readonly unknown[], at: number): string {
  const begin = Buffer.alloc(parts.time + parts.rows);
  begin.writeUInt32BE(Math.floor(at / 1000));
  begin.writeUIntBE(Math.min(rows.length, mostRows), parts.time, parts.rows);
  const whole = Buffer.concat([begin, toDigest(rows)]);
  return Buffer.concat([whole, signPlan(key, whole, named)]).toString('base64url');
}

/** @param now by the same clock. @returns undefined for one that is older than thirty minutes, or another call's. */
export function readPlanCode(code: unknown, key: Uint8Array, named: PlanNamed, now: number): Planned | undefined {
  const given = Buffer.from(typeof code === 'string' ? code : '', 'base64url');
  if (given.length !== front + parts.proof || given.toString('base64url') !== code) return undefined;
  const begin = given.subarray(0, front);
  const at = begin.readUInt32BE();
  // The API's clock tells whole seconds, and is read twice.
  const age = Math.floor(now / 1000) - at;
  if (!timingSafeEqual(given.subarray(front), signPlan(key, begin, named)) || age < -2 || age > planLife)
    return undefined;
  return {
    at: at * 1000,
    rows: begin.readUIntBE(parts.time, parts.rows),
    isSame: rows => timingSafeEqual(begin.subarray(parts.time + parts.rows), toDigest(rows)),
  };
}
