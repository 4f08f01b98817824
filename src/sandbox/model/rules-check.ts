// What field visibility rules must satisfy: how many there may be, and what they may look at, compare with and act on.

import { isObject } from '../state/json.ts';
import type { Branch } from '../state/state.ts';
import { type Field, findInnerSchema, isContainer, readMetadata, toBlocks } from './schema.ts';

const most = { rules: 10, conditions: 5, actions: 5 };

/** Both of the texts on dates, and each operator for any type: the reference's own sample compares a text by `equals`. */
const operators = `matches does_not_match starts_with ends_with contains equals not_equals less_than greater_than
  less_than_or_equals greater_than_or_equals before_date after_date before after is is_not`.split(/\s+/);

/** A field at its path, steps through blocks included. */
interface Known {
  path: string;
  field: Field;
}

export function checkRules(branch: Branch, schema: Field[], rules: unknown): string[] {
  if (rules === undefined || rules === null) return [];
  if (!Array.isArray(rules)) return ['is not a list.'];
  const known = listKnown(branch, schema, '');
  return [
    ...(rules.length > most.rules ? [`has more than ${most.rules} rules.`] : []),
    ...rules.flatMap(rule => checkRule(known, rule)),
  ];
}

function listKnown(branch: Branch, fields: Field[], base: string): Known[] {
  return fields.filter(isObject).flatMap((field): Known[] => {
    const path = `${base}${field.uid}`;
    const inner = isContainer(field as Field) ? (findInnerSchema(branch, field) ?? []) : [];
    const blocks = toBlocks(field as Field)
      .filter(isObject)
      .flatMap(block => listKnown(branch, findInnerSchema(branch, block) ?? [], `${path}.${block.uid}.`));
    return [{ path, field: field as Field }, ...listKnown(branch, inner, `${path}.`), ...blocks];
  });
}

function checkRule(known: Known[], rule: unknown): string[] {
  if (!isObject(rule) || !Array.isArray(rule.conditions) || !Array.isArray(rule.actions)) {
    return ['has a rule without conditions or actions.'];
  }
  const { conditions, actions } = rule;
  const found: string[] = [];
  if (!['all', 'any'].includes(String(rule.match_type))) found.push('has a match_type other than all and any.');
  if (conditions.length === 0 || actions.length === 0) found.push('has a rule without conditions or actions.');
  if (conditions.length > most.conditions) found.push(`has a rule with more than ${most.conditions} conditions.`);
  if (actions.length > most.actions) found.push(`has a rule with more than ${most.actions} actions.`);
  return [
    ...found,
    ...conditions.flatMap(condition => checkCondition(known, condition)),
    ...actions.flatMap(action => checkAction(known, action)),
  ];
}

function checkCondition(known: Known[], condition: unknown): string[] {
  if (!isObject(condition)) return ['has a condition that is not an object.'];
  const operand = known.find(({ path }) => path === condition.operand_field);
  if (!operand) return [`has a condition on '${condition.operand_field}', which is no field.`];
  if (!isOperand(operand.field)) return [`has a condition on '${operand.path}', whose type has none.`];
  return operators.includes(String(condition.operator)) ? [] : [`has no known operator for '${operand.path}'.`];
}

function checkAction(known: Known[], action: unknown): string[] {
  if (!isObject(action) || !['show', 'hide'].includes(String(action.action))) {
    return ['has an action other than show and hide.'];
  }
  return known.some(({ path }) => path === action.target_field)
    ? []
    : [`has an action on '${action.target_field}', which is no field.`];
}

const neverOperands = ['json', 'file', 'link', 'taxonomy', 'blocks'];

function isOperand(field: Field): boolean {
  const metadata = readMetadata(field);
  const isRich = metadata.allow_rich_text === true || metadata.markdown === true;
  const isManifold = field.data_type === 'group' && field.multiple === true;
  return !isRich && !isManifold && field.extension_uid === undefined && !neverOperands.includes(field.data_type);
}
