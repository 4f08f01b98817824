// What a rule says, in a sentence for the model: the rule by its name, and what of the request it met.
import { toBrief } from '../operations/brief.ts';
import { matchAny, type Value, type Weighed } from './cells.ts';
import type { Found } from './found.ts';
import { type Dimension, dimensions, type Rule } from './rules.ts';

export function tell(found: Found, all: readonly Weighed[]): string {
  const { decision, rule } = found;
  const who = rule ? `The policy rule "${rule.name}"` : 'The policy';
  const verb = decision === 'deny' ? 'forbids this' : 'wants a person to agree to this';
  const why = rule ? toReason(rule, found, all) : `none of its rules allows it`;
  const says = `${who} ${verb}: ${why}.`;
  if (rule?.publish !== 'release') return says;
  return `${says} What goes live is put into a release, which a person deploys in Contentstack: publish_plan makes one with as_release.`;
}

function toReason(rule: Rule, { act, at }: Found, all: readonly Weighed[]): string {
  const said = dimensions.filter(key => rule[key] !== undefined);
  const hidden = said.filter(key => at[key] === 'unreadable' && !rule[key]?.includes('*'));
  const many = rule.over === undefined ? undefined : toMany(rule, rule.over, all);
  if (hidden.length > 0) return `it cannot be told beforehand ${toList(hidden.map(key => which[key]))} it hits`;
  const parts = said.flatMap(key => toPart(key, at[key], act.does));
  const isOpening = act.opens && rule.effects?.includes('opens') && !rule.effects.includes(act.effect as 'create');
  if (isOpening)
    return ['it opens a way out for data, or brings code into the browsers of editors', ...parts].join(' ');
  if (
    act.renames &&
    (rule.publish !== undefined || rule.effects?.includes('publish')) &&
    !rule.effects?.includes('update')
  )
    return toRenamed(at);
  if (parts.length === 0 && many !== undefined) return many;
  const isBare = !said.includes('entries') && !(act.effect === 'publish' && said.every(key => key === 'environments'));
  return (
    [`it ${act.does}${isBare ? ' something' : ''}`, ...parts].join(' ') + (many === undefined ? '' : `, and ${many}`)
  );
}

function toRenamed({ environments, locales }: Found['at']): string {
  const [what, value] = environments === 'absent' ? ['language', locales] : ['environment', environments];
  const name = typeof value === 'string' ? [] : [toWord(value)];
  return `it gives ${['the', what, ...name].join(' ')} another name, which the rule would not know`;
}

const toWord = ([name = '']: readonly string[]): string => toBrief(name, 60);

const which: Record<Dimension, string> = {
  environments: 'which environments',
  branches: 'which branches',
  locales: 'which languages',
  content_types: 'which content types',
  entries: 'which entries',
};

function toPart(key: Dimension, value: Value, does: string): string[] {
  if (value === 'absent' || value === 'unreadable') return [];
  const name = toWord(value);
  if (key === 'environments') return [`${prepositions[does] ?? 'in the environment'} ${name}`];
  if (key === 'content_types') return [name === 'sys_assets' ? 'among the files' : `of the content type ${name}`];
  if (key === 'locales') return [`in ${name}`];
  return [key === 'entries' ? name : `on the branch ${name}`];
}

const prepositions: Readonly<Record<string, string>> = { publishes: 'to', deploys: 'to', unpublishes: 'from' };

function toMany(rule: Rule, over: number, all: readonly Weighed[]): string {
  const hit = all.filter(each => matchAny(rule, each) > 0);
  const items = hit.flatMap(each => (each.items === 'unreadable' ? [] : each.items));
  const isCounted = hit.every(each => each.items !== 'unreadable');
  const count = new Set(items).size;
  return count > over || isCounted
    ? `it hits ${count} items, more than ${over}`
    : `how many items it hits cannot be told beforehand, and more than ${over} are too many`;
}

const toList = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
