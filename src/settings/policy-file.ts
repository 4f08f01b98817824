// Policies from their files: read at the start, and what is wrong with one stops it.
import { readFileSync } from 'node:fs';
import { BadPolicy, type Policy, readPolicy } from '../policy/policy.ts';

/**
 * @param path as it was given; it is told as the source.
 * @param at where it is found.
 * @param refuse makes the error that is thrown, of a sentence that begins with the setting.
 */
export function readPolicyFile(path: string, at: string, refuse: (message: string) => Error): Policy {
  const says = `CONTENTSTACK_POLICY is "${path}", which`;
  let text: string;
  try {
    text = readFileSync(at, 'utf8');
  } catch (error) {
    throw refuse(`${says} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  try {
    return readPolicy(text, path);
  } catch (error) {
    if (error instanceof BadPolicy) throw refuse(`${says} is no policy: ${error.message}`);
    throw error;
  }
}
