// Policies in short, for who asks how this server stands.
import { dimensions, type Policy, type Rule } from './rules.ts';

/** `never production: deny publish; environments production` */
function tellRule({ name, then, publish, effects = [], over, ...rule }: Rule): string {
  const met = dimensions.flatMap(key => (rule[key] ? [`${key} ${rule[key].join(', ')}`] : []));
  const what = [then ?? `publish ${publish}`, effects.join(', ')].filter(Boolean).join(' ');
  return `${name}: ${[what, ...met, ...(over === undefined ? [] : [`over ${over} items`])].join('; ')}`;
}

/** The rules by their names, a line each. */
export const tellRules = ({ rules, otherwise }: Policy): string[] => [
  ...rules.map(tellRule),
  ...(otherwise === 'allow' ? [] : [`otherwise: ${otherwise}`]),
];
