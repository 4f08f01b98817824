// Flags of the command line: which there are, and how they are read off its arguments.
import { parseArgs } from 'node:util';
import { nearest } from '../operations/nearest.ts';
import { hasUnfilled, judge, toShown } from './given.ts';
import { BadSetting } from './settings.ts';
import { type Key, type Setting, table, toFlag, yesNo } from './table.ts';

export const commands = ['serve', 'demo', 'tools', 'doctor', 'sandbox'] as const;
export const switches = ['sandbox', 'json', 'probe-regions'] as const;
export const questions = ['version', 'help'] as const;
/** Of the command `sandbox` alone. */
export const stackFlags = ['seed', 'state', 'entries', 'limits', 'latency'] as const;

export type Values = Record<string, string | boolean | string[] | undefined>;
type Options = Record<string, { type: 'string' | 'boolean'; short?: string; multiple?: true }>;

/** @throws {BadSetting} */
export function parseFlags(argv: string[]): { values: Values; positionals: string[] } {
  const options: Options = {
    port: { type: 'string' },
    http: { type: 'string' },
    choice: { type: 'string', multiple: true },
  };
  for (const name of stackFlags) options[name] = { type: 'string' };
  for (const name of [...switches, ...questions]) options[name] = { type: 'boolean' };
  options.help = { type: 'boolean', short: 'h' };
  for (const key of Object.keys(table) as Key[]) options[toFlag(key)] = { type: 'string' };
  try {
    return parseArgs({ args: argv.map(spellOut), options, allowPositionals: true, strict: true }) as ReturnType<
      typeof parseFlags
    >;
  } catch (error) {
    const [, dashes = '', flag = ''] = /'(?:-h, )?(--?)([^'\s]+)/.exec((error as Error).message) ?? [];
    const shown = toShown(flag).startsWith('"') ? `${dashes}${flag}` : 'one of the flags';
    throw new BadSetting(`${shown} ${toFlaw(flag, options)}`);
  }
}

function toFlaw(flag: string, options: Options): string {
  const option = Object.hasOwn(options, flag) ? options[flag] : undefined;
  if (option) return option.type === 'boolean' ? 'takes no value' : 'needs a value';
  const close = nearest(flag, Object.keys(options));
  return `is not a flag${close ? `; did you mean --${close}?` : '; see --help'}`;
}

/** Some may stand alone as a flag: `--read-only` is `--read-only=true`, `--confirm` is `--confirm=always`. */
function spellOut(arg: string, index: number, argv: string[]): string {
  const key = (Object.keys(table) as Key[]).find(each => arg === `--${toFlag(each)}`);
  const next = argv[index + 1];
  if (key === undefined || (next !== undefined && !next.startsWith('-') && !isOneOf(commands, next))) return arg;
  if (table[key].type === yesNo) return `${arg}=true`;
  return key === 'CONFIRM' ? `${arg}=always` : arg;
}

/** What follows `--upload-dirs --`: hosts lay a list out as arguments, and of an empty one nothing but the name is left. */
export function splitDirectories(argv: string[]): { flags: string[]; directories: string[] } {
  const end = argv.indexOf('--');
  if (end < 1 || argv[end - 1] !== '--upload-dirs') return { flags: argv, directories: [] };
  const directories = argv.slice(end + 1).map(clean);
  return { flags: argv.slice(0, end - 1), directories: directories.filter(each => each !== undefined) };
}

/** Nothing given, or a placeholder that a client failed to expand, counts as unset. */
export const clean = (value: Values[string]): string | undefined =>
  typeof value === 'string' ? judge(value).value : undefined;

/**
 * Of a flag and its variable the first that has a value.
 * @throws {BadSetting} when what restricts was meant to be set and was not: unset, more would be allowed.
 */
export function choose(key: Key, values: readonly Values[string][]): string | undefined {
  const { restricts, secret }: Setting = table[key];
  for (const given of values) {
    if (typeof given !== 'string') continue;
    const { value, isUnfilled } = judge(given);
    if (restricts && (isUnfilled || (value !== undefined && hasUnfilled(value)))) {
      const what = secret ? 'a placeholder' : `${toShown(given)}, a placeholder`;
      throw new BadSetting(
        `CONTENTSTACK_${key} is ${what} that was not filled in. This setting restricts: give it a value, or remove it`,
      );
    }
    if (value !== undefined) return value;
  }
  return undefined;
}

export function isOneOf<T extends string>(known: readonly T[], word: string): word is T {
  return (known as readonly string[]).includes(word);
}
