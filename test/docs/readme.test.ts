// The README's tables are made from the catalogue and the settings (`vitest -u` rewrites them), and its snippets are valid.
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { toConnectSection } from '../../src/packaging/clients.ts';
import { prompts } from '../../src/server/prompts.ts';
import { resources } from '../../src/server/resources.ts';
import { table } from '../../src/settings/table.ts';
import { modules } from '../../tools/index.ts';
import { operations } from '../operations.ts';
import { toEverydayTable } from '../results/everyday.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

function fill(text: string, section: string, content: string): string {
  const marks = new RegExp(`(<!-- ${section}:[^>]*-->\n)[\\s\\S]*?(<!-- /${section} -->)`);
  if (!marks.test(text)) throw new Error(`the README has no section ${section}`);
  return text.replace(marks, (_, start, end) => `${start}\n${content}\n\n${end}`);
}

function toSettingsTable(): string {
  const rows = Object.entries(table).map(([key, setting]) => {
    const standard = 'default' in setting ? `\`${setting.default}\`` : '–';
    return `| \`CONTENTSTACK_${key}\` | ${standard} | ${setting.meaning} |`;
  });
  return ['| name | default | meaning |', '|---|---|---|', ...rows].join('\n');
}

function toToolsTable(): string {
  const total = modules.flatMap(module => module.operations).length;
  const parts = modules.map(({ name, reach, operations }) => {
    const rows = operations.map(each => `| \`${each.name}\` | ${each.effect} | \`${each.line}\` | ${each.title} |`);
    const shared = reach === 'global' ? ', shared by all branches' : '';
    return [
      `<details><summary><b>${name}</b> (${operations.length}${shared})</summary>`,
      '',
      '| tool | effect | request | does |',
      '|---|---|---|---|',
      ...rows,
      '',
      '</details>',
    ].join('\n');
  });
  return [`${total} tools. Those whose effect is not *read* exist only for a token that may write.`, ...parts].join(
    '\n\n',
  );
}

function toResourcesTable(): string {
  const rows = resources.map(each => `| \`${each.template}\` | ${each.description} | \`${each.line}\` |`);
  return ['| address | is | read by |', '|---|---|---|', ...rows].join('\n');
}

function toPromptsTable(): string {
  const rows = prompts.map(each => {
    const names = each.arguments.map(({ name, required }) => (required ? `\`${name}\`` : `\`${name}\`?`));
    const needs = each.needs.map(line => `\`${operations.find(operation => operation.line === line)?.name}\``);
    return `| \`${each.name}\` | ${each.description} | ${names.join(', ')} | ${needs.join(', ')} |`;
  });
  return ['| prompt | does | takes | is there with |', '|---|---|---|---|', ...rows].join('\n');
}

it('shows the settings, the tools, the resources and the prompts as they are', async () => {
  const tables = {
    clients: toConnectSection(about),
    settings: toSettingsTable(),
    tools: toToolsTable(),
    resources: toResourcesTable(),
    prompts: toPromptsTable(),
    answers: await toEverydayTable(),
  };
  const wanted = Object.entries(tables).reduce((text, [section, content]) => fill(text, section, content), readme);
  await expect(wanted).toMatchFileSnapshot('../../README.md');
});

it('has snippets that are JSON', () => {
  const snippets = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map(match => JSON.parse(match[1] ?? ''));
  const byHttp = snippets.filter(({ mcpServers }) => mcpServers?.contentstack?.type === 'http');
  expect(byHttp).toMatchObject([{ mcpServers: { contentstack: { url: expect.stringMatching(/:3000\/mcp$/) } } }]);
});

it('links to sections and files that are there', () => {
  const names = [...readme.matchAll(/^##+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(' ', '-')
      .replace(/[^\w-]/g, ''),
  );
  for (const [, target = ''] of readme.matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)) {
    if (target.startsWith('#')) expect(names).toContain(target.slice(1));
    else expect(existsSync(new URL(`../../${target}`, import.meta.url)), target).toBe(true);
  }
});

it('names only settings there are', () => {
  const named = new Set([...readme.matchAll(/CONTENTSTACK_([A-Z_]+[A-Z])/g)].map(match => match[1]));
  expect([...named].filter(name => !Object.hasOwn(table, name ?? ''))).toEqual([]);
});

it('gives the commands that package.json has', () => {
  const run = readFileSync(new URL('../../.ci/run', import.meta.url), 'utf8');
  expect(readme).toContain('npm ci && npm run demo');
  expect(readme).toContain('npm ci && npm test');
  expect(Object.keys(about.scripts)).toEqual(expect.arrayContaining(['demo', 'test']));
  expect(run.trim().split('\n').slice(-2)).toEqual(['npm ci', 'npm test']);
});
