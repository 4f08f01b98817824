// What is told of an answer beside what it says: that it goes on, that it cannot be shown, that something was left out.
import type { Answer } from '../operations/answer.ts';
import type { Operation } from '../operations/operation.ts';
import type { LeftOut } from '../operations/understand.ts';
import type { Secrets } from '../results/redact.ts';
import { type Result, toErrorResult } from '../results/result.ts';

/** Of an answer that came and is beyond what can be shown: what it says all the same by its status. */
export function toUnshown(operation: Operation, { status }: Answer, error: unknown, secrets: Secrets): Result {
  const why = `is nested too deeply or too long to be shown (${(error as Error).name})`;
  if (status >= 300)
    return toErrorResult(`${operation.name} was refused with status ${status}; the answer ${why}.`, secrets, 'api');
  if (operation.effect === 'read')
    return toErrorResult(`The answer came, but ${why}. Ask for less of it.`, secrets, 'unshown');
  const text = `${operation.name} was carried out: the API answered with status ${status}. Its answer ${why}; do not send it again.`;
  return { text, isError: false };
}

/** Whether an answer goes on before all that has come was shown: at the place that it names itself. */
export function isCut(text: string, come: number): boolean {
  const [, skip] = /"next":\{"skip":(\d+),"limit":\d+\}\}$/.exec(text) ?? [];
  return skip !== undefined && Number(skip) < come;
}

/** A null was taken for nothing, and whoever meant to clear by it is told how that is done. */
export function withLeftOut(result: Result, leftOut: readonly LeftOut[] = []): Result {
  if (leftOut.length === 0 || result.isError || !result.text.startsWith('{')) return result;
  const says = [...new Set(leftOut.map(({ clear }) => clear))].map(clear => {
    const paths = leftOut.filter(each => each.clear === clear).map(({ path }) => path);
    return `${paths.join(', ')}${clear === undefined ? '' : `; send ${clear} to clear`}`;
  });
  const told = `"left_out":${JSON.stringify(says.join('; '))}`;
  return { ...result, text: result.text === '{}' ? `{${told}}` : `${result.text.slice(0, -1)},${told}}` };
}
