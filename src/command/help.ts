// The text of --help, made from the settings.
import { mostEntries, table, toFlag } from '../settings/table.ts';
import { row, wrap } from './wrap.ts';

const width = 21;

const commands: [name: string, does: string][] = [
  ['', 'serve over stdio, as clients start it'],
  ['--http [HOST:]PORT', 'serve Streamable HTTP at /mcp; on 127.0.0.1 if no host is given'],
  ['--sandbox', 'use a demo stack in memory: no account, no network; takes --limits as well'],
  ['demo [--confirm]', 'watch a client use the demo stack, or be asked first'],
  ['tools [--json]', 'which tools are exposed, and which are not and why'],
  ['doctor [--json]', 'what is wrong, and the line to change'],
  ['  --probe-regions', 'ask the hosts of the other regions for the key, too'],
  ['sandbox', 'the demo stack alone, as an HTTP server'],
  ['  --port N', 'where; any free port if not given'],
  ['  --seed FILE', 'another stack'],
  ['  --entries N', `the demo stack and N articles more, up to ${mostEntries}`],
  ['  --state FILE', 'where the state is kept, to go on from there'],
  [
    '  --limits R,W,B',
    'reads, writes and bulk operations a second, or off (default 10,10,1, as of the API; with --sandbox off)',
  ],
  ['--version', 'which version this is'],
  ['--help, -h', 'this text'],
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
      'Each is a flag, or a variable such as CONTENTSTACK_MANAGEMENT_TOKEN, where secrets belong. A flag wins.',
      '  ',
    ),
    '',
    ...settings,
    '',
    'Exit codes',
    row('0', 'done', 4),
    row('1', 'something failed; doctor found a fault', 4),
    row('2', 'a command, flag, setting or file that is not possible: nothing was begun', 4),
  ].join('\n');
}
