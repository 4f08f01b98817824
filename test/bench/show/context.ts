// Context: what the list of tools and the answers take of a model's attention, in tokens.
import type { ContextData } from '../context.ts';
import { peerLabel } from '../pins.ts';
import { format, type Shown } from '../shown.ts';

const labels: Record<keyof ContextData['lists'], string> = {
  standard: 'default, read-write',
  free: 'default, without names of the stack',
  'read-only': 'read-only',
  entries: 'entries alone',
  all: 'all modules',
  peer: peerLabel,
};

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

export function showContext({ lists, answers }: ContextData): Shown {
  const shared = answers.filter(({ peer }) => peer !== undefined);
  const [ours, raw] = [sum(answers.map(one => one.ours)), sum(answers.map(one => one.raw))];
  const [oursShared, peerShared] = [sum(shared.map(one => one.ours)), sum(shared.map(one => one.peer ?? 0))];
  const order = Object.keys(labels) as (keyof typeof lists)[];
  return {
    title: 'Context',
    headline: `The answers to ten everyday questions take ${format(ours)} tokens of a model's context; what the API says is ${format(raw)}. Of the ${shared.length} that \`contentstack-mcp\` has a tool for, it answers with ${format(peerShared)} tokens and this server with ${format(oursShared)}. The list of tools takes ${format(lists.standard.tokens)} (${lists.standard.tools} tools), read-only ${format(lists['read-only'].tokens)} (${lists['read-only'].tools}), that of \`contentstack-mcp\` ${format(lists.peer.tokens)} (${lists.peer.tools}).`,
    method:
      "Tokens of o200k. Lists: name, description and input schema of each tool, on the demo stack, whose content types, languages and environments stand in the schemas unless said otherwise. Answers: the text that reaches the model, beside the JSON with which the API answers the same request (which asks for more than a plain one, such as publish details) and the peer's answer. The peer has no setting for its host, so its requests are turned to the sandbox as they leave; – is where it has no tool.",
    goals: [],
    tables: [
      {
        head: ['list of tools', 'tools', 'tokens'],
        rows: order.map(which => [labels[which], format(lists[which].tools), format(lists[which].tokens)]),
      },
      {
        head: ['question', 'tool', 'the API', 'this server', 'contentstack-mcp'],
        rows: answers.map(one => [
          one.question,
          `\`${one.tool}\``,
          format(one.raw),
          format(one.ours),
          one.peer === undefined ? '–' : format(one.peer),
        ]),
      },
    ],
    legend: { ours: 'this server', other: 'contentstack-mcp', floor: 'the API' },
    panels: [
      {
        title: 'The list of tools',
        unit: 'tokens',
        rows: order.map(which => ({
          label: `${labels[which]} (${lists[which].tools})`,
          bars: [{ kind: which === 'peer' ? 'other' : 'ours', value: lists[which].tokens }],
        })),
      },
      {
        title: 'Answers to everyday questions',
        unit: 'tokens',
        rows: answers.map(one => ({
          label: one.question,
          bars: [
            { kind: 'ours', value: one.ours },
            ...(one.peer === undefined ? [] : [{ kind: 'other' as const, value: one.peer }]),
            { kind: 'floor', value: one.raw },
          ],
        })),
      },
    ],
  };
}
