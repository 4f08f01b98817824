// Looks through a whole value for what no field may hold: keys and numbers that JSON loses, masked parts, endless nesting.
import { type Address, toStepAt } from '../address.ts';
import { readAddress } from '../resolve.ts';
import { isSame } from '../value.ts';
import type { Findings } from './findings.ts';

/** What stands in an answer for what is withheld. */
export const mask = '[secret]';

/** Deeper than groups, blocks and rich text go together. */
const deepest = 100;

interface Open {
  value: unknown;
  address: Address;
}

/** What is stored already, at the same address, is no problem. */
export function scan(sent: unknown, stored: unknown, findings: Findings): void {
  const refuse = (at: Open, kind: 'key' | 'number' | 'masked' | 'depth', reason: string): void => {
    if (!isSame(readAddress(stored, at.address), at.value)) findings.refuse(at.address, kind, reason);
  };
  const left: Open[] = [{ value: sent, address: [] }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, address } = next;
    if (typeof value === 'number') checkNumber(next, refuse);
    else if (typeof value === 'string' && value.includes(mask)) {
      refuse(next, 'masked', `holds ${mask}, which stands for what was withheld when it was read: leave it out`);
    } else if (typeof value !== 'object' || value === null) continue;
    else if (address.length > deepest) refuse(next, 'depth', `is nested deeper than ${deepest} levels`);
    else for (const each of open(value, address, findings).reverse()) left.push(each);
  }
}

function open(value: object, address: Address, findings: Findings): Open[] {
  if (Array.isArray(value)) {
    const stepAt = toStepAt(value);
    return value.map((item, place) => ({ value: item, address: [...address, stepAt(place)] }));
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...address, key];
    if (key !== '__proto__') return [{ value: inner, address: at }];
    findings.refuse(at, 'key', 'is a key that is lost on the way');
    return [];
  });
}

function checkNumber(at: Open, refuse: (at: Open, kind: 'number', reason: string) => void): void {
  const value = at.value as number;
  if (!Number.isFinite(value)) refuse(at, 'number', 'is a number too large for JSON, which would send nothing');
  else if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    refuse(at, 'number', 'is an integer beyond 2^53, whose last digits are lost');
  }
}
