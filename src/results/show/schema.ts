// The schema of a content type as an outline to read: one line for each field, by its path.
import { isObject } from '../../operations/is-object.ts';
import { estimateTokens } from '../cut/estimate.ts';
import { type Described, describeFields, objects, quote, type Style, word } from './fields.ts';
import type { Present } from './present.ts';

const inMarkdown: Style = { value: value => JSON.stringify(value) ?? '', word };

export const outlineSchema: Present = (operation, _given, body, { branch, budget }) => {
  const [type] = isObject(body) ? Object.values(body).filter(isObject) : [];
  const { title, uid, description, schema, options, _version } = type ?? {};
  const { is_page, singleton } = isObject(options) ? options : {};
  const facts = [
    ...(branch === undefined ? [] : [`branch ${word(branch)}`]),
    `version ${word(_version)}`,
    ...(is_page ? ['page with a url'] : []),
    ...(singleton ? ['single entry'] : []),
  ];
  const head = [
    `# ${quote(title)} (${word(uid)})`,
    '',
    facts.join(' · '),
    ...(description ? ['', quote(description)] : []),
    '',
  ];
  const lines = describeFields(objects(schema), inMarkdown).map(toMarkdown);
  return cutToBudget(head, lines, budget, operation.name);
};

const toMarkdown = ({ path, facts, name, help }: Described): string =>
  `- \`${path}\` ${facts.join(', ')}: ${quote(name)}${help === '' ? '' : ` — ${quote(help)}`}`;

/** Whole lines, as many as fit; what is not shown is told. */
function cutToBudget(head: string[], fields: string[], budget: number, rest: string): string {
  const lines = [...head];
  let left = budget - estimateTokens(head.join('\n')) - 40;
  for (const [index, line] of fields.entries()) {
    left -= estimateTokens(line) + 1;
    if (left < 0) {
      lines.push('', `${index} of ${fields.length} fields are shown; call ${rest} with \`fields\` for others.`);
      break;
    }
    lines.push(line);
  }
  return lines.join('\n');
}
