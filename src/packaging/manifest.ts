// The manifest of the bundle that desktop clients install (MCPB): what it runs, and what it asks its user for.
import type { Catalogue } from '../operations/task.ts';
import { regions, toAppOrigin } from '../settings/regions.ts';
import { type Key, table, toFlag } from '../settings/table.ts';
import { statusTool } from '../stack/status.ts';
import { type About, displayName, toSentence } from './about.ts';

interface Asked {
  title: string;
  /** Where the table of settings speaks to people at a terminal. */
  description?: string;
  type?: 'boolean' | 'directory';
  required?: true;
  /** Where the dialog starts from something else than the setting's own default. */
  default?: string;
}

/** The settings that a dialog asks for. The others have defaults that hold on a desktop. */
const toAsked = (companions: readonly string[]): Partial<Record<Key, Asked>> => ({
  API_KEY: { title: 'API key', description: "The stack's API key: Settings › Stack.", required: true },
  MANAGEMENT_TOKEN: {
    title: 'Management token',
    description: 'Settings › Tokens › Management Tokens. A read-only one is enough to look around.',
    required: true,
  },
  // The format knows no list to choose from, so the description is one.
  REGION: {
    title: 'Region',
    description: `The address of your web app tells which: ${toChoices()}.`,
  },
  READ_ONLY: {
    title: 'Read only',
    description:
      'Leaves out every tool that changes something, whatever the token may do. Switch it off to let tools write.',
    type: 'boolean',
    default: 'true',
  },
  BRANCH: { title: 'Branch' },
  BRANCHES: {
    title: 'Branches that may be touched',
    description: 'Separated by commas. If empty, all that the token reaches.',
  },
  MODULES: {
    title: 'Modules',
    description: `Separated by commas, such as entries, assets; or all. If empty, all but ${toList(companions)}.`,
  },
  TOOLS_DENY: {
    title: 'Tools that are never offered',
    description: 'Names or patterns separated by commas, such as delete_*, publish_entry. If empty, none.',
  },
  SURFACE: {
    title: 'Tools that are listed',
    description:
      'full lists every tool; tasks lists fewer than thirty, which find and call the rest. Try tasks if your client is slow or takes few tools.',
  },
  CONFIRM: { title: 'Ask before deleting and publishing' },
  UPLOAD_DIRS: {
    title: 'Folders to upload from',
    description: 'The only folders that files may be uploaded from. If empty, none.',
    type: 'directory',
  },
});

/** `na (app.contentstack.com), eu (eu-app.contentstack.com)` and so on. */
const toChoices = (): string =>
  Object.entries(regions)
    .map(([name, origin]) => `${name} (${new URL(toAppOrigin(origin) ?? origin).host})`)
    .join(', ');

/** Where in the bundle. By its ending Node knows it for a module, without a package.json beside it. */
export const entryPoint = 'server/main.mjs';
/** Hosts take it from the bundle alone, as PNG. */
export const iconFile = 'icon.png';

export function toManifest(about: About, { operations, tasks }: Catalogue) {
  const companions = operations.filter(({ companion }) => companion).map(({ module }) => module);
  const options = Object.entries(toAsked([...new Set(companions)])) as [Key, Asked][];
  const variables = options.filter(([, { type }]) => type !== 'directory');
  return {
    manifest_version: '0.3',
    name: about.name,
    display_name: displayName,
    version: about.version,
    description: about.description,
    long_description:
      'Find and read content, write and localise entries, upload assets, publish and release, in one stack. It starts read-only; switch that off in its settings to let it write. Which tools there are follows from what the token may do. Not affiliated with Contentstack.',
    author: { name: about.author },
    license: about.license,
    keywords: about.keywords,
    icon: iconFile,
    // Of whoever the content goes to; this server sends nothing to anybody else.
    privacy_policies: ['https://www.contentstack.com/legal/privacy'],
    server: {
      type: 'node',
      entry_point: entryPoint,
      mcp_config: {
        command: 'node',
        // A list is laid out as arguments, and only where it stands alone: an environment variable would keep the placeholder.
        args: [`\${__dirname}/${entryPoint}`, `--${toFlag('UPLOAD_DIRS')}`, '--', toPlaceholder('UPLOAD_DIRS')],
        env: Object.fromEntries(variables.map(([key]) => [`CONTENTSTACK_${key}`, toPlaceholder(key)])),
      },
    },
    compatibility: { platforms: ['darwin', 'win32', 'linux'], runtimes: { node: about.engines.node } },
    user_config: Object.fromEntries(options.map(([key, option]) => [toName(key), toOption(key, option)])),
    tools: [...tasks, ...operations.filter(({ companion }) => !companion), statusTool].map(({ name, title }) => ({
      name,
      description: title,
    })),
    // Which of them there are, and whether more, follows from the token and the settings.
    tools_generated: true,
    prompts_generated: true,
  };
}

function toOption(key: Key, { title, description, type, required, default: own }: Asked) {
  const setting: { meaning: string; default?: string; secret?: true } = table[key];
  // An empty field counts as not set. Without a default some hosts hand over the placeholder instead.
  const start = own ?? setting.default ?? '';
  return {
    type: type ?? 'string',
    title,
    description: description ?? toSentence(setting.meaning),
    ...(required ? { required } : {}),
    ...(setting.secret ? { sensitive: true } : {}),
    ...(type === 'directory' ? { multiple: true } : {}),
    ...(required || type === 'directory' ? {} : { default: type === 'boolean' ? start === 'true' : start }),
  };
}

const toList = (words: readonly string[]): string => `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const toName = (key: string): string => key.toLowerCase();

const toPlaceholder = (key: string): string => `\${user_config.${toName(key)}}`;
