// The text of --help, made from the settings.
import { mostEntries, table, toFlag } from '../settings/table.ts';
import { row, wrap } from './wrap.ts';

const width = 21;

const commands: [name: string, does: string][] = [
  ['', 'serve over stdio, as clients start it'],
  ['--http [HOST:]PORT', 'serve Streamable HTTP at /mcp; on 127.0.0.1 unless a host is given'],
  ['--sandbox', 'use a demo stack in memory: no account, no network; also takes --limits'],
  ['demo [--confirm]', 'watch a client use the demo stack; with --confirm, how its user is asked first'],
  ['tools [--json]', 'which tools are exposed, which are withheld, and why'],
  ['doctor [--json]', 'what is wrong, and the line to change'],
  ['  --probe-regions', 'also ask the hosts of the other regions about the key'],
  ['sandbox', 'serve the demo stack on its own, over HTTP'],
  ['  --port N', 'the port; any free one if not given'],
  ['  --seed FILE', 'another stack in place of the demo stack'],
  ['  --entries N', `the demo stack with N more articles, up to ${mostEntries}`],
  ['  --state FILE', 'a file that keeps the state, to continue from it later'],
  ['  --choice NAME=X', "answer X where the API's reference leaves it open; may be repeated"],
  ['  --latency MS', 'how long each answer is held back'],
  [
    '  --limits R,W,B',
    'reads, writes and bulk operations a second, or off (default 10,10,1, like the API; off with --sandbox)',
  ],
  ['--version', 'print the version'],
  ['--help, -h', 'print this text'],
];

export function toHelp({ name, version, description }: { name: string; version: string; description: string }): string {
  const settings = Object.entries(table).map(([key, setting]) => {
    const standard = 'default' in setting ? ` (default ${setting.default})` : '';
    return row(`--${toFlag(key)}`, `${setting.meaning.replaceAll('`', '')}${standard}`, width);
  });
  return [
    `${name} ${version}`,
    wrap(description),
    '',
    `Usage: ${name} [command] [settings]`,
    '',
    'Commands',
    ...commands.map(([command, does]) => row(command || '(none)', does, width).trimEnd()),
    '',
    'Settings',
    wrap(
      'Each is a flag, or an environment variable such as CONTENTSTACK_MANAGEMENT_TOKEN. Put secrets in variables. A flag wins over its variable.',
      '  ',
    ),
    '',
    ...settings,
    '',
    'Exit codes',
    row('0', 'done', 4),
    row('1', 'something failed, or doctor found a fault', 4),
    row('2', 'a command, flag, setting or file is not valid; nothing was started', 4),
  ].join('\n');
}

/** For a person who starts, at a terminal, what a client starts otherwise. */
export const toGreeting = (called: string): string =>
  `this is an MCP server, which a client starts; it now waits for messages on stdin. \`${called} demo\` shows it at work, \`${called} doctor\` checks the settings, and Ctrl+C ends it`;
