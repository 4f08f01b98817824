// How each client is told of this server: the snippets and links of the README, from one list. Pure.
import { table } from '../settings/table.ts';
import { type About, toSentence } from './about.ts';

type Named = Pick<About, 'name' | 'version'>;

/** A part of the README that a reader folds out. */
interface Part {
  client: string;
  /** Where it goes. */
  where: string;
  blocks: readonly (string | Snippet)[];
}

export interface Snippet {
  language: 'json' | 'sh' | 'text';
  text: string;
}

const server = 'contentstack';
const asked = {
  API_KEY: { id: 'contentstack-key', hint: 'blt…' },
  MANAGEMENT_TOKEN: { id: 'contentstack-token', hint: 'cs…' },
} as const satisfies Partial<Record<keyof typeof table, { id: string; hint: string }>>;
type Asked = keyof typeof asked;

/** What a client puts in for a variable. */
type Fill = (key: Asked) => string;
const byHand: Fill = key => asked[key].hint;
const fromShell: Fill = key => `\${CONTENTSTACK_${key}}`;
const fromEnvironment: Fill = key => `\${env:CONTENTSTACK_${key}}`;
const fromInput: Fill = key => `\${input:${asked[key].id}}`;

const toEnv = (fill: Fill): Record<string, string> => ({
  ...Object.fromEntries((Object.keys(asked) as Asked[]).map(key => [`CONTENTSTACK_${key}`, fill(key)])),
  CONTENTSTACK_REGION: 'na',
});

const inputs = (Object.keys(asked) as Asked[]).map(key => ({
  type: 'promptString',
  id: asked[key].id,
  description: toSentence(table[key].meaning.replace(/;.*/, '')),
  password: true,
}));

export function toConnectSection(about: Named): string {
  const forms = Object.entries(toForms(about)).map(([form, run]) => `| ${form} | \`${toLine(run)}\` |`);
  return [
    `**Version ${about.version} is not on npm as long as [CHANGELOG.md](CHANGELOG.md) calls it unreleased:** until then use the form of a clone below.`,
    '',
    '| form | in place of `command` and `args` |',
    '|---|---|',
    ...forms,
    '',
    'To try it without a stack, drop `env` and add `"--sandbox"` to `args`.',
    ...toParts(about).map(toFold),
  ].join('\n');
}

interface Run {
  command: string;
  args: readonly string[];
}

const toPublished = ({ name, version }: Named): Run => ({ command: 'npx', args: ['-y', `${name}@${version}`] });

function toForms(about: Named): Record<string, Run> {
  const npx = toPublished(about);
  return {
    'from npm': npx,
    'from npm, on Windows': { command: 'cmd', args: ['/c', npx.command, ...npx.args] },
    'from a clone': { command: 'node', args: [`/path/to/${about.name}/dist/main.js`] },
  };
}

const toLine = ({ command, args }: Run): string =>
  `"command": ${JSON.stringify(command)}, "args": [${args.map(word => JSON.stringify(word)).join(', ')}]`;

function toParts(about: Named): Part[] {
  const npx = toPublished(about);
  const withEnv = (fill: Fill) => ({ ...npx, env: toEnv(fill) });
  const one = (key: string, fill: Fill): Snippet => toSnippet({ [key]: { [server]: withEnv(fill) } });
  const forVsCode = { type: 'stdio', ...withEnv(fromInput) };
  const cursorLink = toCursorLink('https://cursor.com/en/install-mcp', withEnv(fromEnvironment));
  return [
    {
      client: 'Claude Desktop',
      where: 'a bundle, or `claude_desktop_config.json`',
      blocks: [
        `\`npm run mcpb\` makes \`dist/${about.name}.mcpb\`. Opened with Claude Desktop it asks for what it needs. Or by hand, in the file behind`,
        '*Settings › Developer › Edit Config*:',
        one('mcpServers', byHand),
      ],
    },
    {
      client: 'Claude Code',
      where: '`.mcp.json` in your project',
      blocks: [
        'The variables come from the shell that starts it. This writes the file:',
        { language: 'sh', text: toClaudeLine(npx) },
        one('mcpServers', fromShell),
      ],
    },
    {
      client: 'Cursor and Windsurf',
      where: '`.cursor/mcp.json` in your project, `~/.codeium/windsurf/mcp_config.json`',
      blocks: [
        'The variables come from the environment of the client. Windsurf takes 100 tools of all servers together: narrow them with',
        `\`CONTENTSTACK_MODULES\`. [Add to Cursor](${cursorLink}), or by hand:`,
        one('mcpServers', fromEnvironment),
        'The same as a deeplink:',
        {
          language: 'text',
          text: toCursorLink('cursor://anysphere.cursor-deeplink/mcp/install', withEnv(fromEnvironment)),
        },
      ],
    },
    {
      client: 'VS Code',
      where: '`.vscode/mcp.json` in your project',
      blocks: [
        `It asks for key and token once. [Add to VS Code](${toVsCodeLink(forVsCode)}), or by hand:`,
        toSnippet({ inputs, servers: { [server]: forVsCode } }),
        'For all your projects, from a shell:',
        { language: 'sh', text: `code --add-mcp '${JSON.stringify({ name: server, inputs, ...forVsCode })}'` },
      ],
    },
    { client: 'Zed', where: '`settings.json`', blocks: [one('context_servers', byHand)] },
  ];
}

function toFold({ client, where, blocks }: Part): string {
  const summary = where.replace(/`([^`]+)`/g, '<code>$1</code>');
  // GitHub reads Markdown inside only behind an empty line.
  const body = blocks.map(block =>
    typeof block === 'string' ? block : `\n\`\`\`${block.language}\n${block.text}\n\`\`\`\n`,
  );
  return `\n<details><summary><b>${client}</b>: ${summary}</summary>\n\n${body.join('\n').trim()}\n\n</details>`;
}

/** The options stand before the name, and another than --env last: that one takes all words up to the next option. */
function toClaudeLine({ command, args }: Run): string {
  const env = Object.entries(toEnv(fromShell)).map(([name, value]) => `  --env '${name}=${value}' \\`);
  return [
    'claude mcp add --scope project \\',
    ...env,
    `  --transport stdio ${server} -- ${[command, ...args].join(' ')}`,
  ].join('\n');
}

function toCursorLink(start: string, entry: object): string {
  const config = btoa(JSON.stringify(entry));
  return `${start}?name=${server}&config=${encodeURIComponent(config)}`;
}

function toVsCodeLink(entry: object): string {
  const [asking, config] = [inputs, entry].map(part => encodeURIComponent(JSON.stringify(part)));
  return `https://vscode.dev/redirect/mcp/install?name=${server}&inputs=${asking}&config=${config}`;
}

const toSnippet = (value: object): Snippet => ({ language: 'json', text: toJson(value) });

/** Lists of words stay on one line. */
const toJson = (value: object): string =>
  JSON.stringify(value, undefined, 2).replace(
    /\[\s+("[^[\]{}]*")\s+\]/g,
    (_, words: string) => `[${words.replace(/\s*\n\s*/g, ' ')}]`,
  );
