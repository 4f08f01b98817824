// What a server offers: the tools of one stack, or of several under one list, where each call names its stack.

import * as z from 'zod';
import { type Input, toInput } from '../operations/arguments.ts';
import { nearest } from '../operations/nearest.ts';
import type { Offered } from '../operations/operation.ts';
import { taskModule } from '../operations/task.ts';
import { type Result, toErrorResult, toProblemResult } from '../results/result.ts';
import { putFirst } from '../results/text/first.ts';
import { listChoices, writes } from '../stack/access.ts';
import { asIs, leaveRoom, type Member } from '../stack/members.ts';
import type { Stack } from '../stack/stack.ts';
import {
  type Definition,
  type Surface,
  type Tool,
  toDefinitions,
  toFieldsField,
  toListed,
  toSaveFields,
  toTools,
  toUnknownTool,
  toWhyOff,
} from './tools.ts';

/** A call that can be made: of which tool, in which stack, with what is left of the arguments. */
interface Call {
  member: Member;
  stack: Stack;
  tool: Tool;
  given: unknown;
}

export interface Offer {
  list(surface: Surface): readonly Definition[];
  /** All that can be called, listed or not; of several stacks as the first that has it. */
  tools(): readonly Pick<Tool, 'offered' | 'input'>[];
  /** Or why nothing is sent, to be told as an answer, or as that there is no such tool. */
  find(name: string, given: Record<string, unknown>): Call | Result | { unknown: string };
}

/** @returns a function from what holds for each member now, in their order. What it makes is kept until that changes. */
export function toOffers(members: readonly Member[]): (stacks: readonly Stack[]) => Offer {
  let known: { stacks: readonly Stack[]; offer: Offer } | undefined;
  return stacks => {
    if (!known?.stacks.every((stack, index) => stack === stacks[index])) {
      const several = members.map((member, index) => ({ member, stack: stacks[index] as Stack }));
      const [only, another] = several;
      known = { stacks, offer: only && !another ? toOnly(only) : toJoint(several.map(withRoom)) };
    }
    return known.offer;
  };
}

type Side = Pick<Call, 'member' | 'stack'>;

function toOnly({ stack, member: { name: _, ...member } }: Side): Offer {
  const { list, byName } = toTools(stack);
  const { inItsWords = asIs } = member;
  return {
    list,
    tools: () => [...byName.values()],
    find(name, given) {
      const tool = byName.get(name);
      return tool ? { member, stack, tool, given } : { unknown: inItsWords(toUnknownTool(name, stack.access)) };
    },
  };
}

/** Of an answer, in tokens: what its stack's name takes. */
const nameRoom = 15;

const withRoom = ({ member, stack }: Side): Side => ({ stack, member: leaveRoom(member, nameRoom) });

function toJoint(sides: readonly Side[]): Offer {
  const names = sides.map(({ member }) => member.name ?? '');
  const standard = sides.find(({ member }) => member.isDefault)?.member.name;
  const { all = [], tasks } = sides[0]?.stack.access ?? {};
  const several = [...all, ...(tasks?.all ?? [])].filter(({ name }) => keepers(sides, name).length > 0);
  let made: readonly Pick<Tool, 'offered' | 'input'>[] | undefined;
  const tools = () => {
    made ??= several.map(offered => ({
      offered,
      input: toJointInput(offered, keepers(sides, offered.name), standard),
    }));
    return made;
  };
  const listed = new Map<Surface, readonly Definition[]>();
  return {
    tools,
    list(surface) {
      // Names of one stack would mislead in another.
      const known = listed.get(surface) ?? toDefinitions(toListed(tools(), surface));
      listed.set(surface, known);
      return known;
    },
    find(name, given) {
      const able = keepers(sides, name);
      const [offered] = able.map(({ stack }) => toTools(stack).byName.get(name)?.offered);
      if (!offered) return { unknown: toNowhere(sides, name) };
      const { stack: named, ...rest } = given;
      const wanted = named || (writes(offered) ? undefined : standard);
      const side = sides.find(({ member }) => member.name === wanted);
      if (!side) return toProblemResult([complain(wanted, names)], {});
      const tool = toTools(side.stack).byName.get(name);
      if (tool) return { ...side, tool, given: rest };
      const reason = toWhyOff(name, side.stack.access);
      const others = able.map(({ member }) => member.name).join(', ');
      const { inItsWords = asIs } = side.member;
      const why = inItsWords(reason ?? 'it does not exist there');
      return toErrorResult(
        `Nothing was sent: ${wanted} does not offer ${name}: ${why}. It is available in ${others}.`,
        {},
        'withheld',
      );
    },
  };
}

/** Where the reason is the same everywhere it is told once. */
function toNowhere(sides: readonly Side[], name: string): string {
  const told = sides.map(({ member: { name: stack, inItsWords = asIs }, stack: { access } }) => ({
    stack,
    why: inItsWords(toUnknownTool(name, access)),
  }));
  const [first] = told;
  if (told.every(({ why }) => why === first?.why)) return first?.why ?? '';
  return told.map(({ stack, why }) => `${stack}: ${why}`).join('; ');
}

const keepers = (sides: readonly Side[], name: string): Side[] =>
  sides.filter(({ stack }) => toTools(stack).byName.has(name));

function complain(wanted: unknown, names: readonly string[]): string {
  if (wanted === undefined) return `stack: required, one of ${names.join(', ')}`;
  const close = nearest(String(wanted), names);
  return `stack: there is no such stack here; ${close ? `did you mean ${close}? There` : 'there'} are ${names.join(', ')}`;
}

/** For the list: what is called is read by the stack's own. A write goes nowhere that was not named. */
function toJointInput(offered: Offered, able: readonly Side[], standard: string | undefined): Input {
  const stack = z.enum(able.map(({ member }) => member.name ?? ''));
  const isOptional = !writes(offered) && able.some(({ member }) => member.name === standard);
  const hasChoice = able.some(({ stack: { access } }) => listChoices(access.facts.branches).length > 0);
  return toInput(offered, {
    stack: isOptional ? stack.optional().describe(`${standard} if left out`) : stack,
    ...(offered.reach === 'global' || !hasChoice
      ? {}
      : { branch: z.string().optional().describe("the stack's default if left out") }),
    ...(offered.module === taskModule ? {} : toFieldsField(offered)),
    ...toSaveFields(offered),
  });
}

/** Every answer says where it comes from, where that may be several. */
export function nameStack(result: Result, { name, inItsWords = asIs }: Member): Result {
  const text = result.isError ? inItsWords(result.text) : result.text;
  if (name === undefined || result.isHeld) return { ...result, text };
  return { ...result, text: putFirst(text, 'stack', name, `Stack ${name}: ${text}`) };
}
