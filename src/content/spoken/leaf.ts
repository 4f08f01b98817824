// One spoken value of a field that holds no other fields.
import type { Address } from '../address.ts';
import { checkChoice } from '../check/choice.ts';
import { Findings } from '../check/findings.ts';
import { type Choice, choicesOf, type Field, kindOf, metadataOf } from '../schema.ts';
import { isObject } from '../value.ts';
import { clip } from '../words.ts';
import { plain, refuse, type Spoken, type Ways } from './finding.ts';
import { toLink } from './link.ts';
import { toFile, toReference, toTerm } from './pointer.ts';
import { toRichText } from './rich-text.ts';

export async function toStoredLeaf(field: Field, value: unknown, address: Address, ways: Ways): Promise<Spoken> {
  const choices = choicesOf(field);
  if (choices) return toChoice(field, choices, value, address);
  switch (kindOf(field)) {
    case 'reference':
      return typeof value === 'string' ? toReference(field, value, address, ways) : plain(value);
    case 'file':
      return typeof value === 'string' ? toFile(value, address, ways) : plain(value);
    case 'taxonomy':
      return typeof value === 'string' ? toTerm(field, value, address, ways) : plain(value);
    case 'rich_text':
      return typeof value === 'string' ? toRichText(value, address, ways) : plain(value);
    case 'text':
      return toText(field, value, address);
    case 'link':
      return toLink(value, ways.held, address);
    default:
      return plain(value);
  }
}

/** Headings, bold words, lists of several items, links, fences, tables. */
const marks = [
  /^#{1,6}\s+\S/m,
  /\*\*[^*\n]+\*\*/,
  /^(?:[-*+]|\d+\.)\s+\S[^\n]*\n+(?:[-*+]|\d+\.)\s+\S/m,
  /\[[^\]\n]+\]\([^)\s]+\)/,
  /^(?:```|~~~)/m,
  /^\|.*\|[ \t]*\n\|[\s:|-]+\|/m,
];

/** Where a page would show the marks of Markdown as they are, it is refused. */
function toText(field: Field, value: unknown, address: Address): Spoken {
  const isHtml = metadataOf(field).allow_rich_text === true;
  if (!isHtml || typeof value !== 'string' || /<\/?[a-z][^>]*>/i.test(value)) return plain(value);
  const found = marks.map(mark => mark.exec(value)?.[0]).find(mark => mark !== undefined);
  if (found === undefined) return plain(value);
  const said = JSON.stringify(clip(found, 40));
  return refuse(value, address, `takes HTML, and ${said} is Markdown: write it with tags such as <h2>, <p> and <ul>`);
}

/** By its value, its label, or as it is shown: `care (Care and repair)`. */
function toChoice(field: Field, choices: Choice[], value: unknown, address: Address): Spoken {
  const shown = choices.find(choice => `${choice.value} (${choice.label})` === value);
  if (shown && !choices.some(choice => choice.value === value)) return plain(shown.value);
  if (isObject(value) || Array.isArray(value)) return plain(value);
  const findings = new Findings();
  const found = checkChoice(value, choices, { field, address, stored: undefined, findings });
  const reasons = findings.problems.map(({ reason, near }) =>
    near === undefined ? reason : `${reason}; did you mean ${near}?`,
  );
  return reasons.length > 0 ? refuse(value, address, ...reasons) : plain(found);
}
