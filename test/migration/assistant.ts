// A careful assistant: it knows of a stack what the tools answer, and where an answer is cut it goes on as that answer says.

import type { Opened } from '../harness.ts';

export type Json = Record<string, unknown>;

export interface Assistant {
  /** The answer of a call that must succeed. */
  do(tool: string, args: Json): Promise<Json>;
  /** What a refusal says; nothing when it was none. */
  attempt(tool: string, args: Json): Promise<string | undefined>;
  /** One object with all that it has. */
  get(tool: string, key: string | undefined, args: Json): Promise<Json>;
  /** All objects of a list, with all that they have. */
  list(tool: string, key: string, args?: Json): Promise<Json[]>;
  /** A file as a source for an upload. */
  load(args: Json, filename: string): Promise<string>;
  /** Calls by tool, and how many of them were for what had been cut. */
  calls: Map<string, number>;
  followed: number;
}

export function toAssistant({ client }: Opened): Assistant {
  const calls = new Map<string, number>();
  const ask = async (name: string, args: Json) => {
    calls.set(name, (calls.get(name) ?? 0) + 1);
    const { content, isError } = await client.callTool({ name, arguments: args });
    const text = content.find(part => part.type === 'text')?.text ?? '';
    return { text, isRefused: isError === true, image: content.find(part => part.type === 'image') };
  };
  const read = async (name: string, args: Json): Promise<Json> => {
    let { text, isRefused } = await ask(name, args);
    // It was read just now, so the version that the refusal asks for is the one that is meant. Nothing is to be lost.
    const [, wanted = ''] = /send the same call with ("if_version":\d+)\./.exec(text) ?? [];
    if (isRefused && wanted)
      ({ text, isRefused } = await ask(name, { ...args, ...(JSON.parse(`{${wanted}}`) as Json) }));
    if (isRefused) throw new Error(`${name}: ${text}`);
    return JSON.parse(text) as Json;
  };
  const follow = async (tool: string, args: Json, object: Json, first: Json, toParts: (answer: Json) => Json) => {
    for (let rest: Json | undefined = first; rest !== undefined; ) {
      assistant.followed += 1;
      const answer = await read(tool, { ...args, ...rest });
      const wanted = (rest.fields as string[]).filter(field => field !== 'all');
      const parts = toParts(answer);
      for (const path of wanted) if (path in parts) join(object, path, parts[path]);
      // What was asked for and does not come at all would else go missing unnoticed.
      const said = JSON.stringify([parts, answer.rest ?? '']);
      for (const path of wanted) if (!said.includes(path.replace(/@\d+$/, ''))) throw new Error(`${tool}: no ${path}`);
      rest = answer.rest as Json | undefined;
    }
  };
  const assistant: Assistant = {
    do: read,
    async attempt(tool, args) {
      const { text, isRefused } = await ask(tool, args);
      return isRefused ? text : undefined;
    },
    async get(tool, key, args) {
      const given = { ...args, fields: ['all'] };
      const answer = await read(tool, given);
      const { cut: _cut, rest: _rest, ...bare } = answer;
      const object = key === undefined ? bare : (answer[key] as Json);
      const toParts = (more: Json) => (more[key ?? 'parts'] ?? {}) as Json;
      if (answer.rest) await follow(tool, given, object, answer.rest as Json, toParts);
      return object;
    },
    async list(tool, key, args = {}) {
      const items: Json[] = [];
      let given: Json | undefined = { ...args, fields: ['all'] };
      while (given) {
        const answer: Json = await read(tool, given);
        const found = (answer[key] ?? []) as Json[];
        // Each call for a rest says by its place which of the items it is of.
        for (const rest of [answer.rest ?? []].flat() as Json[]) {
          const item = found[Number(rest.skip ?? 0) - Number(given.skip ?? 0)] ?? {};
          await follow(tool, given, item, rest, ({ columns, rows }) =>
            zip(columns as string[], (rows as unknown[][])[0]),
          );
        }
        items.push(...found);
        given = answer.next ? { ...given, ...(answer.next as Json) } : undefined;
      }
      return items;
    },
    async load(args, filename) {
      const { text, isRefused, image } = await ask('download_asset', args);
      if (isRefused) throw new Error(text);
      const [, type] = /^([^,]+), \d+ bytes/.exec(text) ?? [];
      const data = image ? image.data : Buffer.from(text.slice(text.indexOf('\n') + 1)).toString('base64');
      return `data:${type};name=${filename};base64,${data}`;
    },
    calls,
    followed: 0,
  };
  return assistant;
}

const zip = (columns: string[], row: unknown[] = []): Json =>
  Object.fromEntries(columns.map((column, index) => [column, row[index]]));

/** Puts a part in its place: `body.children@12` is the rest of a list from its twelfth item on. */
function join(object: Json, path: string, part: unknown): void {
  const [, name = path, from = '0'] = /^(.*?)(?:@(\d+))?$/.exec(path) ?? [];
  // `@12` is the rest of the object's own keys.
  if (name === '') {
    Object.assign(object, part);
    return;
  }
  const steps = name.split('.');
  const last = steps.pop() ?? '';
  const holder = steps.reduce<Json>((value, step) => value[step] as Json, object);
  const held = holder[last];
  if (Array.isArray(part) && Array.isArray(held)) holder[last] = [...held.slice(0, Number(from)), ...part];
  else if (typeof part === 'string' && typeof held === 'string') holder[last] = held.slice(0, Number(from)) + part;
  else if (Number(from) > 0) holder[last] = { ...(held as Json), ...(part as Json) };
  else holder[last] = part;
}
