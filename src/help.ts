// The text of --help, made from the settings.
import { table, toFlag } from './settings.ts';
import { wrap } from './wrap.ts';

export function toHelp({ name, version, description }: { name: string; version: string; description: string }): string {
  const settings = Object.entries(table).map(([key, setting]) => {
    const standard = 'default' in setting ? ` (default ${setting.default})` : '';
    return `  CONTENTSTACK_${key}\n${wrap(`--${toFlag(key)}: ${setting.meaning.replaceAll('`', '')}${standard}`, '      ')}`;
  });
  return [
    `${name} ${version}`,
    wrap(description),
    '',
    'Commands',
    '  (none)              serve over stdio',
    '  --http [HOST:]PORT  serve Streamable HTTP at /mcp instead; on 127.0.0.1',
    '                      when no host is given',
    '  --sandbox           the same on a demo stack in memory',
    '  demo [--confirm]    watch a client use it on the demo stack, or be asked first',
    '  tools [--json]      which tools are exposed, and which are not and why',
    '  doctor [--json]     what is wrong with settings, token or connection, and the',
    '                      line to change; --probe-regions asks the other regions',
    '  sandbox [--port N]  the demo stack alone, as an HTTP server',
    '    --seed FILE       another stack, --entries N: N articles more',
    '    --state FILE      where the state is kept, to go on from there',
    '    --limits R,W,B    reads, writes and bulk operations per second, or off;',
    '                      as the API has them (10,10,1) when not given',
    '  --version, --help',
    '',
    'Settings, from the environment or as flags (a flag wins; keep secrets in the',
    'environment)',
    ...settings,
  ].join('\n');
}
