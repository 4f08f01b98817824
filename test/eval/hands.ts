// What scripted solvers have in common: a call, an answer retold in lines, pages read to the end, a uid out of the editor's words.
import type { Hands } from './task.ts';

type Json = Record<string, unknown>;

export type Row = Json;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON of an answer. @throws with the tool's words when it is an error. */
export async function ask(hands: Hands, name: string, args: Json = {}): Promise<Json> {
  const result = await hands.callTool({ name, arguments: args });
  const [content] = result.content;
  const text = content?.type === 'text' ? content.text : '';
  if (result.isError === true) throw new Error(`${name}: ${text}`);
  return JSON.parse(text) as Json;
}

/** The words of an answer, whether it is an error or not, as an assistant passes them on. */
export async function hear(hands: Hands, name: string, args: Json = {}): Promise<string> {
  const { content } = await hands.callTool({ name, arguments: args });
  return content.map(part => (part.type === 'text' ? part.text : '')).join('\n');
}

/** What takes two steps is called again with the code, as by an assistant whose user wants it. */
export async function agree(hands: Hands, name: string, args: Json = {}): Promise<Json> {
  const said = await hear(hands, name, args);
  const confirm = /^Nothing was done yet[\s\S]*"confirm": "([\w-]+)"/.exec(said)?.[1];
  if (confirm !== undefined) return ask(hands, name, { ...args, confirm });
  if (!said.startsWith('{')) throw new Error(`${name}: ${said}`);
  return JSON.parse(said) as Json;
}

/** What is told first and done only when the call is made again with what the answer says. */
export async function goOn(hands: Hands, name: string, args: Json): Promise<Json> {
  const { next } = await ask(hands, name, args);
  return ask(hands, name, { ...args, ...(isObject(next) ? next : {}) });
}

/** The two calls of a publish on purpose. @param more what the second one says beside the plan. */
export async function publishByPlan(hands: Hands, asked: Json, more: Json = {}): Promise<string> {
  const plan = await ask(hands, 'plan_publish', asked);
  return carryOut(hands, asked, plan, more);
}

/** @returns each row as it went, and all that is said beside the rows. */
export async function carryOut(hands: Hands, asked: Json, plan: Json, more: Json = {}): Promise<string> {
  return retell(await ask(hands, 'publish_plan', { ...asked, ...readNext(plan), ...more }));
}

const readNext = ({ next, code }: Json): Json => ({ code: code ?? (isObject(next) ? next.code : undefined) });

/** A table with what stands around it, for answers in which both count. */
export function retell(answer: Json): string {
  const { columns: _, rows: __, all: ___, legend: ____, ...beside } = answer;
  return [toLines(toRows(answer)), toLeaves(beside)].filter(Boolean).join('\n');
}

/** A save that was refused is sent again with whatever the refusal asks for, as by somebody in a hurry. */
export async function insist(hands: Hands, name: string, args: Json): Promise<Json> {
  const said = await hear(hands, name, args);
  const wanted = /send the same call with (".*\]|".*?\d)(?=\.)/.exec(said)?.[1];
  if (wanted !== undefined) return agree(hands, name, { ...args, ...(JSON.parse(`{${wanted}}`) as Json) });
  if (!said.startsWith('{')) throw new Error(`${name}: ${said}`);
  return JSON.parse(said) as Json;
}

/** The address behind which a reading of an entry has a text. */
export function findAddress({ fields }: Json, text: string): string {
  const [found] =
    Object.entries(isObject(fields) ? fields : {}).find(([, value]) => readText(value).includes(text)) ?? [];
  if (found === undefined) throw new Error(`the answer does not have "${text}"`);
  return found;
}

/** Rows of a table by column, with what all rows share and what a legend stands for. */
export function toRows({ columns, rows, all, legend }: Json): Row[] {
  const names = Array.isArray(columns) ? columns.map(String) : [];
  const spell = (value: unknown): unknown =>
    typeof value === 'string' && isObject(legend) && Object.hasOwn(legend, value) ? legend[value] : value;
  return (Array.isArray(rows) ? rows : []).map((cells: unknown[]) => ({
    ...(isObject(all) ? all : {}),
    ...Object.fromEntries(cells.map((cell, index) => [names[index] ?? String(index), spell(cell)])),
  }));
}

const toCell = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)) ?? '';

/** One line for each row, as an assistant retells a table. */
export const toLines = (rows: readonly Row[]): string =>
  rows.map(row => Object.values(row).map(toCell).join(' · ').replace(/\n/g, ' ')).join('\n');

/** One line for each value of an answer that is no table, behind its address. */
export function toLeaves(value: unknown, at = ''): string {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, inner]) => toLeaves(inner, at === '' ? key : `${at}.${key}`))
      .join('\n');
  }
  return `${at}: ${toCell(value)}`;
}

/** Rows of all pages: the same call with `next`, or `next_rows`, until nothing is left. */
export async function readAll(hands: Hands, name: string, args: Json = {}): Promise<Row[]> {
  const rows: Row[] = [];
  let calls = 0;
  for (let more: Json | undefined = {}; more; calls += 1) {
    if (calls === 50) throw new Error(`${name} does not come to an end`);
    const answer: Json = await ask(hands, name, { ...args, ...more });
    rows.push(...toRows(answer));
    const next = answer.next_rows ?? answer.next;
    more = isObject(next) ? next : undefined;
  }
  return rows;
}

/** Uids in the editor's words, as in an address copied from the web app. */
export const readUids = (prompt: string): string[] => prompt.match(/blt[0-9a-f]{16}/g) ?? [];

export function readUid(prompt: string): string {
  const [uid] = readUids(prompt);
  if (uid === undefined) throw new Error('the editor named no uid');
  return uid;
}

/** Entries in the editor's words, as plans of publishing name them. */
export const readEntries = (prompt: string): { content_type: string; uid: string }[] =>
  [...prompt.matchAll(/content-type\/(\w+)\/[\w-]+\/entry\/(blt[0-9a-f]{16})/g)].map(([, type = '', uid = '']) => ({
    content_type: type,
    uid,
  }));

/** All text that lies in a value, rich text too, as a reader sees it. */
export function readText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(readText).join('');
  if (!isObject(value)) return '';
  const { text, children, ...members } = value;
  if (typeof text === 'string' && children === undefined) return text;
  if (children !== undefined) return `${readText(children)}\n`;
  return Object.values(members).map(readText).join('\n');
}
