// How each client is told of this server: what README and docs say of it, from one list. Pure.
import {
  byHand,
  type Fill,
  fromEnvironment,
  fromInput,
  fromSecret,
  fromShell,
  inputs,
  type Named,
  type Run,
  type Snippet,
  server,
  toClaudeLine,
  toCodeLine,
  toCursorLink,
  toEnv,
  toGeminiLine,
  toSnippet,
  toToml,
  toVsCodeLink,
} from './snippets.ts';

/** A section of the page of clients. */
interface Part {
  client: string;
  /** Where it goes. */
  where: string;
  blocks: readonly (string | Snippet)[];
}

const toClone = ({ name }: Named): Run => ({ command: 'node', args: [`/path/to/${name}/dist/main.js`] });
const toPublished = ({ name, version }: Named): Run => ({ command: 'npx', args: ['-y', `${name}@${version}`] });

/** Before the first release nobody owns the name on npm: a line that runs it would run whatever somebody puts there. */
const toRun = (about: Named, isReleased: boolean): Run => (isReleased ? toPublished(about) : toClone(about));

const toMcpServers = (run: Run, fill: Fill): Snippet =>
  toSnippet({ mcpServers: { [server]: { ...run, env: toEnv(fill) } } });

/** What most clients take, for the README. */
export const toShortSection = (about: Named, isReleased: boolean): string =>
  toBlock(toMcpServers(toRun(about, isReleased), byHand)).trim();

export function toConnectSection(about: Named, isReleased: boolean): string {
  return [...(isReleased ? toForms(about) : toWarning(about)), ...toParts(about, isReleased).map(toPart)].join('\n');
}

const toWarning = ({ name, version }: Named): string[] => [
  `**Version ${version} is not on npm yet, and nobody owns the name there.** Do not install a package called \`${name}\` before`,
  '[CHANGELOG.md](../CHANGELOG.md) gives this version a date. Until then every block below starts a clone that you have built: write its path instead',
  'of `/path/to`, on Windows too with `/`.',
];

function toForms(about: Named): string[] {
  const npx = toPublished(about);
  const forms: Record<string, Run> = {
    'from npm': npx,
    'from npm, on Windows': { command: 'cmd', args: ['/c', npx.command, ...npx.args] },
    'from a clone': toClone(about),
  };
  const rows = Object.entries(forms).map(([form, run]) => `| ${form} | \`${toLine(run)}\` |`);
  return ['| form | `command` and `args` |', '|---|---|', ...rows];
}

const toLine = ({ command, args }: Run): string =>
  `"command": ${JSON.stringify(command)}, "args": [${args.map(word => JSON.stringify(word)).join(', ')}]`;

function toParts(about: Named, isReleased: boolean): Part[] {
  const run = toRun(about, isReleased);
  const forCursor = { ...run, env: toEnv(fromEnvironment) };
  const forVsCode = { type: 'stdio', ...run, env: toEnv(fromInput) };
  const forCopilot = (fill: Fill, env: Record<string, string> = {}) =>
    toSnippet({
      mcpServers: { [server]: { type: 'stdio', ...run, env: { ...toEnv(fill), ...env }, tools: ['*'] } },
    });
  // A link installs with one click, which takes a command that is the same on every machine.
  const links = (...texts: (string | Snippet)[]) => (isReleased ? texts : []);
  return [
    {
      client: 'Claude Desktop',
      where: 'a bundle, or `claude_desktop_config.json`',
      blocks: [
        `\`npm run mcpb\` makes \`dist/${about.name}.mcpb\`. Open it with Claude Desktop, which then asks for what it needs. Or edit the file by hand,`,
        'behind *Settings › Developer › Edit Config*:',
        toMcpServers(run, byHand),
      ],
    },
    {
      client: 'Claude Code',
      where: '`.mcp.json` in your project',
      blocks: [
        'The variables come from the shell that starts it. This command writes the file:',
        toClaudeLine(run),
        toMcpServers(run, fromShell),
        'The file belongs to the project, so each person approves it once: until then `claude mcp list` says *Pending approval*, and there are no tools.',
        '[How to approve it](troubleshooting.md#pending-approval).',
      ],
    },
    {
      client: 'Cursor and Windsurf',
      where: '`.cursor/mcp.json` in your project, `~/.codeium/windsurf/mcp_config.json`',
      blocks: [
        'The variables come from the environment of the client. Windsurf accepts 100 tools from all servers together:',
        '[choose a smaller set](troubleshooting.md#too-many-tools-for-the-client).',
        ...links(`[Add to Cursor](${toCursorLink('https://cursor.com/en/install-mcp', forCursor)}), or by hand:`),
        toMcpServers(run, fromEnvironment),
        ...links('The same as a deeplink:', {
          language: 'text',
          text: toCursorLink('cursor://anysphere.cursor-deeplink/mcp/install', forCursor),
        }),
      ],
    },
    {
      client: 'VS Code',
      where: '`.vscode/mcp.json` in your project',
      blocks: [
        'It asks for key and token once.',
        ...links(`[Add to VS Code](${toVsCodeLink(forVsCode)}), or by hand:`),
        toSnippet({ inputs, servers: { [server]: forVsCode } }),
        'For all your projects, from a shell:',
        toCodeLine(forVsCode),
      ],
    },
    {
      client: 'GitHub Copilot',
      where: '`.mcp.json` in your project, or `~/.copilot/mcp-config.json`',
      blocks: [
        'Copilot CLI reads either file, and so do Copilot sessions in VS Code: these never get a server from `.vscode/mcp.json` that asks for input. The',
        'variables come from the shell (Copilot CLI 1.0.10 or newer):',
        forCopilot(fromShell),
        "Copilot's cloud agent takes the same under *Settings › Copilot › Cloud agent* (or *Coding agent*) of the repository, with secrets whose names",
        'begin with `COPILOT_MCP_`. It uses tools without asking anybody, so begin read-only:',
        forCopilot(fromSecret, { CONTENTSTACK_READ_ONLY: 'true' }),
        ...(isReleased
          ? []
          : [
              'It runs on a machine of its own: build the clone there, in `.github/workflows/copilot-setup-steps.yml`.',
            ]),
      ],
    },
    {
      client: 'Codex CLI',
      where: '`~/.codex/config.toml`, or `.codex/config.toml` in a project you trust',
      blocks: [
        'Codex passes on only the variables that `env_vars` names; behind a proxy, add `HTTPS_PROXY`. `codex mcp add --env` would write the token into',
        'the file.',
        toToml(run),
      ],
    },
    {
      client: 'Gemini CLI',
      where: '`~/.gemini/settings.json`, or `.gemini/settings.json` in your project',
      blocks: [
        'Gemini CLI keeps variables whose names look like secrets from the servers it starts, so exporting them is not enough: each is named with `-e`.',
        'In single quotes, the file keeps the reference and not the value. This command writes it:',
        toGeminiLine(run),
        toMcpServers(run, fromShell),
      ],
    },
    {
      client: 'Zed',
      where: '`settings.json`',
      blocks: [toSnippet({ context_servers: { [server]: { ...run, env: toEnv(byHand) } } })],
    },
  ];
}

const toBlock = ({ language, text }: Snippet): string => `\n\`\`\`${language}\n${text}\n\`\`\`\n`;

function toPart({ client, where, blocks }: Part): string {
  const body = blocks.map(block => (typeof block === 'string' ? block : toBlock(block))).join('\n');
  return `\n## ${client}\n\nWhere: ${where}.\n\n${body.replace(/\n{3,}/g, '\n\n').trim()}`;
}
