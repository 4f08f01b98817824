// Policies in short, for who asks how this server stands.
import { dimensions, type Policy, type Rule } from './rules.ts';

/** `never production: publish, environments production: deny` */
function tellRule(rule: Rule): string {
  const met = dimensions.flatMap(name => (rule[name] ? [`${name} ${rule[name].join(', ')}`] : []));
  const effects = rule.effects ? [rule.effects.join(', ')] : [];
  const conditions = [...effects, ...met, ...(rule.over === undefined ? [] : [`over ${rule.over} items`])];
  const then = rule.then ?? `publish ${rule.publish}`;
  return `${rule.name}: ${conditions.length > 0 ? `${conditions.join('; ')}: ` : ''}${then}`;
}

/** The rules by their names, a line each. */
export const tellRules = ({ rules, otherwise }: Policy): string[] => [
  ...rules.map(tellRule),
  ...(otherwise === 'allow' ? [] : [`otherwise: ${otherwise}`]),
];
