// How a start of this server is written down: as JSON, as TOML, on a command line, in a link. Pure.
import { table } from '../settings/table.ts';
import { type About, toSentence } from './about.ts';

export type Named = Pick<About, 'name' | 'version'>;

export interface Snippet {
  language: 'json' | 'sh' | 'text' | 'toml';
  text: string;
}

/** What a client runs. */
export interface Run {
  command: string;
  args: readonly string[];
}

export const server = 'contentstack';

const asked = {
  API_KEY: { id: 'contentstack-key', hint: 'blt…' },
  MANAGEMENT_TOKEN: { id: 'contentstack-token', hint: 'cs…' },
} as const satisfies Partial<Record<keyof typeof table, { id: string; hint: string }>>;
type Asked = keyof typeof asked;
const askedKeys = Object.keys(asked) as Asked[];

/** What a client puts in for a variable. */
export type Fill = (key: Asked) => string;
export const byHand: Fill = key => asked[key].hint;
export const fromShell: Fill = key => `\${CONTENTSTACK_${key}}`;
export const fromEnvironment: Fill = key => `\${env:CONTENTSTACK_${key}}`;
export const fromInput: Fill = key => `\${input:${asked[key].id}}`;
/** GitHub hands agents only secrets whose names begin so. */
export const fromSecret: Fill = key => `$COPILOT_MCP_CONTENTSTACK_${key}`;

const place = { CONTENTSTACK_REGION: 'na' };

export const toEnv = (fill: Fill): Record<string, string> => ({
  ...Object.fromEntries(askedKeys.map(key => [`CONTENTSTACK_${key}`, fill(key)])),
  ...place,
});

/** What VS Code asks for, once. */
export const inputs = askedKeys.map(key => ({
  type: 'promptString',
  id: asked[key].id,
  description: toSentence(table[key].meaning.replace(/;.*/, '')),
  password: true,
}));

export const toSnippet = (value: object): Snippet => ({ language: 'json', text: toJson(value) });

/** Lists of words stay on one line. */
const toJson = (value: object): string =>
  JSON.stringify(value, undefined, 2).replace(
    /\[\s+("[^[\]{}]*")\s+\]/g,
    (_, words: string) => `[${words.replace(/\s*\n\s*/g, ' ')}]`,
  );

/** Codex: the names of the variables to pass on, so that their values stand in no file. Strings of TOML are those of JSON. */
export function toToml({ command, args }: Run): Snippet {
  const list = (words: readonly string[]) => `[${words.map(word => JSON.stringify(word)).join(', ')}]`;
  const text = [
    `[mcp_servers.${server}]`,
    `command = ${JSON.stringify(command)}`,
    `args = ${list(args)}`,
    `env_vars = ${list(askedKeys.map(key => `CONTENTSTACK_${key}`))}`,
    '',
    `[mcp_servers.${server}.env]`,
    ...Object.entries(place).map(([name, value]) => `${name} = ${JSON.stringify(value)}`),
  ].join('\n');
  return { language: 'toml', text };
}

/** The options stand before the name, and another than --env last: that one takes all words up to the next option. */
export function toClaudeLine({ command, args }: Run): Snippet {
  const env = Object.entries(toEnv(fromShell)).map(([name, value]) => `  --env '${name}=${value}' \\`);
  const end = `  --transport stdio ${server} -- ${[command, ...args].join(' ')}`;
  return { language: 'sh', text: ['claude mcp add --scope project \\', ...env, end].join('\n') };
}

/** Each -e takes one word. Options of the command are told from Gemini's own by what stands before them. */
export function toGeminiLine({ command, args }: Run): Snippet {
  const env = Object.entries(toEnv(fromShell)).map(([name, value]) => `  -e '${name}=${value}' \\`);
  const rest = args.some(word => word.startsWith('-')) ? ['--', ...args] : args;
  const text = ['gemini mcp add --scope user \\', ...env, `  ${[server, command, ...rest].join(' ')}`].join('\n');
  return { language: 'sh', text };
}

export const toCodeLine = (entry: object): Snippet => ({
  language: 'sh',
  text: `code --add-mcp '${JSON.stringify({ name: server, inputs, ...entry })}'`,
});

/** Opened in a browser, or by Cursor itself. */
export function toCursorLink(start: string, entry: object): string {
  const config = btoa(JSON.stringify(entry));
  return `${start}?name=${server}&config=${encodeURIComponent(config)}`;
}

export function toVsCodeLink(entry: object): string {
  const [asking, config] = [inputs, entry].map(part => encodeURIComponent(JSON.stringify(part)));
  return `https://vscode.dev/redirect/mcp/install?name=${server}&inputs=${asking}&config=${config}`;
}
