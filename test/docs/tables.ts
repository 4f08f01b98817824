// The parts of README and docs that are made from code, by the name of their section.
import about from '../../package.json' with { type: 'json' };
import { isReleased } from '../../src/packaging/about.ts';
import { toConnectSection, toShortSection } from '../../src/packaging/clients.ts';
import { prompts } from '../../src/server/prompts.ts';
import { resources } from '../../src/server/resources.ts';
import { regions, toAppOrigin } from '../../src/settings/regions.ts';
import { type Key, table } from '../../src/settings/table.ts';
import { statusTool } from '../../src/stack/status.ts';
import { modules } from '../../tools/index.ts';
import { operations } from '../operations.ts';
import { toEverydayTable } from '../results/everyday.ts';
import { read } from './pages.ts';
import { toSetsTable } from './sets.ts';

/** What decides what an assistant may do: whose rights, where, which tools, whether somebody is asked, and which files. */
export const rights = [
  'TOKEN_SCOPE',
  'READ_ONLY',
  'BRANCHES',
  'GLOBAL_WRITES',
  'MODULES',
  'TOOLS',
  'TOOLS_DENY',
  'CONFIRM',
  'UPLOAD_DIRS',
  'UPLOAD_URLS',
] as const satisfies readonly Key[];

export const toTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---|').join('')}`,
    ...rows.map(cells => `| ${cells.join(' | ')} |`),
  ].join('\n');

function toSettingsTable(keys: readonly Key[]): string {
  const rows = keys.map(key => {
    const setting: { default?: string; meaning: string } = table[key];
    return [`\`CONTENTSTACK_${key}\``, setting.default ? `\`${setting.default}\`` : '–', setting.meaning];
  });
  return toTable(['name', 'default', 'meaning'], rows);
}

function toToolsTables(): string {
  const parts = modules.map(({ name, reach, operations }) => {
    const rows = operations.map(each => [`\`${each.name}\``, each.effect, `\`${each.line}\``, each.title]);
    const shared = reach === 'global' ? ', shared by all branches' : '';
    return [
      `<details><summary><b>${name}</b> (${operations.length}${shared})</summary>`,
      toTable(['tool', 'effect', 'request', 'does'], rows),
      '</details>',
    ].join('\n\n');
  });
  return [
    `${operations.length} tools. Those whose effect is not *read* exist only for a token that may write.`,
    `Beside them, \`${statusTool.name}\` is always there. ${statusTool.description}`,
    ...parts,
  ].join('\n\n');
}

function toResourcesTable(): string {
  const rows = resources.map(each => [`\`${each.template}\``, each.description, `\`${each.line}\``]);
  return toTable(['address', 'is', 'read by'], rows);
}

function toPromptsTable(): string {
  const rows = prompts.map(each => {
    const names = each.arguments.map(({ name, required }) => (required ? `\`${name}\`` : `\`${name}\`?`));
    const needs = each.needs.map(line => `\`${operations.find(operation => operation.line === line)?.name}\``);
    return [`\`${each.name}\``, each.description, names.join(', '), needs.join(', ')];
  });
  return toTable(['prompt', 'does', 'takes', 'is there with'], rows);
}

function toRegionsTable(): string {
  const rows = Object.entries(regions).map(([region, api]) => [
    `\`${new URL(toAppOrigin(api) ?? '').host}\``,
    `\`${region}\``,
  ]);
  return toTable(['the web app is at', '`CONTENTSTACK_REGION`'], rows);
}

/** Whether the version that this is can be had from npm. */
export const released = isReleased(read('CHANGELOG.md'), about.version);

export const sections: Record<string, () => string | Promise<string>> = {
  answers: toEverydayTable,
  clients: () => toConnectSection(about, released),
  connect: () => toShortSection(about, released),
  prompts: toPromptsTable,
  regions: toRegionsTable,
  resources: toResourcesTable,
  rights: () => toSettingsTable(rights),
  sets: toSetsTable,
  settings: () => toSettingsTable(Object.keys(table) as Key[]),
  tools: toToolsTables,
};
