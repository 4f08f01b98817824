// The tool that tells how this server stands: for every stack that the caller sees, from what is known anyhow.

import { redactAnswer } from '../results/redact.ts';
import type { Result } from '../results/result.ts';
import { toVisibleJson } from '../results/text/visible.ts';
import { asIs, type Member } from '../stack/members.ts';
import { statusTool, toStatus } from '../stack/status.ts';
import { type Definition, toHints } from './tools.ts';

export const statusDefinition: Definition = {
  name: statusTool.name,
  title: statusTool.title,
  description: statusTool.description,
  inputSchema: { type: 'object', properties: {}, additionalProperties: false },
  annotations: { title: statusTool.title, ...toHints({ effect: 'read' }) },
};

interface About {
  version: string;
  /** How this program is started, such as `node dist/main.js`. */
  called: string;
  /** What is to be known of clients that answer for their users. */
  quick: () => string | undefined;
}

/** What holds now; nothing is waited for and nothing sent. */
export function toStatusResult(members: readonly Member[], { version, called, quick }: About): Result {
  const states = members.map(member => {
    const { stack, settings, where, inItsWords = asIs } = member;
    const status = redactAnswer({ stack: where, host: settings.origin, ...toStatus(stack.now()) }, settings.keys);
    return { name: member.name, text: toVisibleJson(inItsWords(JSON.stringify(status))) };
  });
  const [only, another] = states;
  const doctor = JSON.stringify(`${called} doctor`);
  const told = quick();
  const questions = told === undefined ? '' : `,"questions":${JSON.stringify(told)}`;
  const head = `"version":${JSON.stringify(version)},"doctor":${doctor}${questions}`;
  if (only && !another) return { text: `{${only.text.slice(1, -1)},${head}}`, isError: false };
  const rows = states.map(({ name, text }) => `${JSON.stringify(name)}:${text}`);
  return { text: `{"stacks":{${rows.join(',')}},${head}}`, isError: false };
}
