// Checks what was sent for a choice among values.

import { nearestName } from '../near.ts';
import type { Choice } from '../schema.ts';
import { tellValue } from '../words.ts';
import type { Leaf } from './findings.ts';

/** So many choices are listed in a refusal. */
const mostListed = 40;

/** A label is taken for its value, and so is a value in other letters or as text, when exactly one fits. */
export function checkChoice(value: unknown, choices: Choice[], { address, findings }: Leaf): unknown {
  if (value === '' || choices.some(choice => choice.value === value)) return value;
  const fitting = listFitting(value, choices);
  const [found] = fitting;
  if (found && fitting.length === 1) {
    findings.note(address, 'choice', `${tellValue(value)} is the choice ${tellValue(found.value)}`);
    return found.value;
  }
  const listed = choices.slice(0, mostListed).map(tellChoice);
  const rest = choices.length > mostListed ? `, and ${choices.length - mostListed} more` : '';
  findings.refuse(address, 'choice', `is not one of the choices: ${listed.join(', ')}${rest}`, () =>
    typeof value === 'string' && fitting.length === 0 ? nearestChoice(value, choices) : undefined,
  );
  return value;
}

/** Those whose value or label it is, in whatever letters. */
export function listFitting(value: unknown, choices: readonly Choice[]): Choice[] {
  const fold = (text: unknown): string => String(text).trim().toLowerCase();
  const isScalar = ['string', 'number'].includes(typeof value);
  return isScalar
    ? choices.filter(({ label, value: own }) => [label, own].some(each => fold(each) === fold(value)))
    : [];
}

const tellChoice = ({ value, label }: Choice): string =>
  label === String(value) ? JSON.stringify(value) : `${tellValue(value)} (${label})`;

/** The value of the choice whose value or label is near. */
export function nearestChoice(value: string, choices: readonly Choice[]): string | undefined {
  const near = nearestName(value, [
    ...choices.map(choice => String(choice.value)),
    ...choices.map(({ label }) => label),
  ]);
  const found = choices.find(choice => near === String(choice.value) || near === choice.label);
  return found && String(found.value);
}
