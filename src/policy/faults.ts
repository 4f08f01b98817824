// What no schema can say of a policy: rules of the same name, rules that say nothing, and rules that cannot mean what they say.
import { looksLikeUid } from './names.ts';
import { dimensions, type Policy, type Rule, toDecision } from './rules.ts';

interface Fault {
  at: string;
  what: string;
}

export function findFault({ otherwise, rules }: Policy): Fault | undefined {
  if (rules.length === 0 && otherwise === 'allow') return { at: '', what: 'has no rules and forbids nothing' };
  for (const [index, rule] of rules.entries()) {
    const fault = findOwn(rule) ?? findAmong(rule, rules.slice(0, index));
    if (fault) return { at: `rules[${index}]${fault.at}`, what: fault.what };
  }
  return undefined;
}

/** One that fires wherever it is given would say nothing more than `otherwise`. */
function findOwn(rule: Rule): Fault | undefined {
  const { name, effects, over, then, publish } = rule;
  if (name === '' || /\p{Cc}/u.test(name)) return { at: '.name', what: 'is empty or has signs that no line can show' };
  if (then !== undefined && publish !== undefined)
    return { at: '', what: 'has both then and publish: it takes one of them' };
  if (then === undefined && publish === undefined) return { at: '', what: 'has neither then nor publish' };
  for (const key of dimensions) {
    for (const [index, value] of (rule[key] ?? []).entries()) {
      const what = findUnmet(key, value);
      if (what !== undefined) return { at: `.${key}[${index}]`, what };
    }
  }
  if (publish !== undefined && effects?.some(each => each !== 'publish'))
    return { at: '.effects', what: 'has more than publish, which is all that a rule with the key publish speaks of' };
  if (over !== undefined && toDecision(rule) === 'allow')
    return { at: '.over', what: 'cannot stand in a rule that allows: it would allow many and not few' };
  const isBare = publish === undefined && effects === undefined && over === undefined;
  if (isBare && dimensions.every(key => rule[key] === undefined))
    return { at: '', what: 'has no condition: what always holds is said by otherwise' };
  return undefined;
}

/** A name that nothing of a request is ever called: the rule would look as if it held. */
function findUnmet(key: (typeof dimensions)[number], value: string): string | undefined {
  if (value === '') return 'is empty';
  if (value === '$all') return 'is $all; did you mean *?';
  if (key === 'environments' && looksLikeUid(value)) return 'is a uid; a rule names an environment by its name';
  if (key === 'content_types' && value === 'built_io_upload') return 'is built_io_upload; did you mean sys_assets?';
  if (key === 'content_types' && /^sys_asset$/i.test(value)) return `is ${value}; did you mean sys_assets?`;
  return undefined;
}

/** Against those before it. */
function findAmong(rule: Rule, others: readonly Rule[]): Fault | undefined {
  const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
  if (others.some(({ name }) => same(name, rule.name)))
    return { at: '.name', what: `is "${rule.name}", which another rule has` };
  const contrary = others.find(other => toConditions(other) === toConditions(rule) && !isAlike(other, rule));
  if (contrary) return { at: '', what: `has the same conditions as "${contrary.name}" and says something else` };
  return undefined;
}

const isAlike = (one: Rule, other: Rule): boolean => toDecision(one) === toDecision(other);

/** In one form, whatever the order. */
function toConditions({ effects, publish, over, ...rest }: Rule): string {
  const lists = dimensions.map(key => [...(rest[key] ?? [])].sort());
  const those = publish === undefined ? [...(effects ?? [])].sort() : ['publish'];
  return JSON.stringify([those, over ?? null, ...lists]);
}
