// The registry file server.json: how the MCP registry describes the package to clients.
import * as z from 'zod';
import { type Key, table } from '../settings/table.ts';
import { type About, displayName, toSentence } from './about.ts';

/** The bundle for desktop clients is left out: it is named by the address of a release, and there is none yet. */
export function toServerJson(about: About) {
  return {
    $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
    name: about.mcpName,
    title: displayName,
    description: about.description,
    version: about.version,
    packages: [
      {
        registryType: 'npm',
        identifier: about.name,
        version: about.version,
        runtimeHint: 'npx',
        transport: { type: 'stdio' },
        environmentVariables: settings.map(toVariable),
      },
    ],
  };
}

/** Without them there is no stack to work on. */
const required: readonly Key[] = ['API_KEY', 'MANAGEMENT_TOKEN'];

/** Of one stack over stdio: the file of several needs variables that nobody can know beforehand. */
const settings = (Object.keys(table) as Key[]).filter(key => key !== 'STACKS' && !key.startsWith('HTTP_'));

function toVariable(key: Key) {
  const setting: { type: z.ZodType; meaning: string; default?: string; secret?: true } = table[key];
  return {
    name: `CONTENTSTACK_${key}`,
    description: toSentence(setting.meaning),
    ...(required.includes(key) ? { isRequired: true } : {}),
    ...(setting.secret ? { isSecret: true } : {}),
    ...toForm(setting.type, setting.default),
    ...(setting.default === undefined ? {} : { default: setting.default }),
  };
}

/** What a client's form makes of it: a switch, a number, a choice or a text. */
function toForm(type: z.ZodType, standard = '') {
  const { enum: words } = z.toJSONSchema(type, { io: 'input' });
  if (words?.includes('true')) return { format: 'boolean' };
  if (words) return { format: 'string', choices: words };
  const isNumber = type.safeParse(standard).success && /^\d+$/.test(standard) && !type.safeParse('off').success;
  return { format: isNumber ? 'number' : 'string' };
}
