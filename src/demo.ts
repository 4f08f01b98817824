// The demo: a real MCP client, over stdio, against this program serving the sandbox. It fails when an answer is not what it must be.
import { styleText } from 'node:util';
import { type CallToolResult, Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

type Print = (text: string) => void;
type Json = Record<string, unknown>;
type Style = Parameters<typeof styleText>[0];

const post = 'Winter layering, explained';
const headline = 'Three layers, one warm winter';

/** @param script the program to start as the server. @returns the exit code. */
export async function runDemo(script: string, print: Print, colour: boolean): Promise<number> {
  const paint = (style: Style, text: string) => (colour ? styleText(style, text) : text);
  const stage: Stage = {
    say: text => print(`\n${paint('bold', text)}`),
    ask: (name, args) => print(`  ${paint('cyan', '→')} ${name} ${paint('dim', JSON.stringify(args))}`),
    answer: text => print(`  ${paint('yellow', '←')} ${shorten(text)}`),
    check(holds, what) {
      if (!holds) throw new Error(`the demo expected: ${what}`);
      print(`  ${paint('green', '✓')} ${what}`);
    },
  };
  const started = performance.now();
  const editor = await connect(script, 'read_write', stage);
  try {
    await edit(editor, stage);
  } finally {
    await editor.close();
  }
  const reader = await connect(script, 'read_only', stage);
  try {
    await tryToWrite(reader, stage);
  } finally {
    await reader.close();
  }
  print(`\n${paint('green', `All as it must be, in ${((performance.now() - started) / 1000).toFixed(1)} s.`)}`);
  return 0;
}

async function edit(session: Session, { say, check }: Stage): Promise<void> {
  say('Which content types does this stack have?');
  const types = toItems(await session.call('list_content_types', {})).map(type => type.uid);
  check(types.includes('blog_post'), `there is a blog_post among ${types.join(', ')}`);

  say(`Find the post "${post}".`);
  const found = await session.call('list_entries', {
    content_type_uid: 'blog_post',
    query: { title: post },
    fields: ['headline'],
  });
  const [entry, ...others] = toItems(found);
  check(entry !== undefined && others.length === 0, 'exactly one entry has that title');
  const address = { content_type_uid: 'blog_post', entry_uid: entry?.uid };
  const old = (await session.call('get_entry', address)).entry as Json;

  say('Change its headline.');
  const saved = await session.call('update_entry', { ...address, entry: { headline } });
  const version = Number(old._version) + 1;
  check(String(saved.changed) === 'headline', 'the receipt says that headline was changed');
  check(saved.version === `${old._version} → ${version}`, 'the save made one new version');

  say('What changed?');
  const now = (await session.call('get_entry', address)).entry as Json;
  const changed = Object.keys({ ...old, ...now }).filter(key => JSON.stringify(old[key]) !== JSON.stringify(now[key]));
  const bookkeeping = ['_version', 'updated_at', 'updated_by'];
  check(now.headline === headline, 'the entry has the new headline');
  check(
    changed.filter(key => !bookkeeping.includes(key)).join() === 'headline',
    `of the fields only headline changed: "${old.headline}" became "${now.headline}"`,
  );

  say('Publish it to staging, and read it back from there.');
  await session.call('publish_entry', { ...address, entry: { environments: ['staging'], locales: ['en-us'] } });
  const { environment } = await session.call('get_environment', { environment_name: 'staging' });
  const published = (await session.call('get_entry', { ...address, include_publish_details: true })).entry as Json;
  const details = (published.publish_details as Json[]).find(
    detail => detail.environment === (environment as Json).uid && detail.locale === 'en-us',
  );
  check(details?.version === version, `staging has version ${version}`);
}

async function tryToWrite(session: Session, { say, check }: Stage): Promise<void> {
  say('The same server with a read-only token: try to write.');
  const names = await session.tools();
  check(
    names.includes('get_entry') && !names.includes('update_entry'),
    `it has ${names.length} tools, and none of them writes`,
  );
  const refusal = await session.refused('update_entry', { content_type_uid: 'blog_post', entry_uid: 'any', entry: {} });
  check(/not found|unknown/i.test(refusal), 'for this token the tool update_entry does not exist');
}

/** A list comes as a table, in which what is the same in all rows stands once. */
function toItems({ all, columns, rows }: Json): Json[] {
  const names = columns as string[];
  return (rows as unknown[][]).map(row => ({
    ...(all as Json | undefined),
    ...Object.fromEntries(names.map((name, index) => [name, row[index]])),
  }));
}

/** Where the demo is shown. `check` ends it when what must hold does not. */
interface Stage {
  say: Print;
  ask(name: string, args: Json): void;
  answer: Print;
  check(holds: boolean, what: string): void;
}

interface Session {
  tools(): Promise<string[]>;
  /** @throws when the tool answers with an error. */
  call(name: string, args: Json): Promise<Json>;
  /** The protocol error of a call that must not get as far as a tool. */
  refused(name: string, args: Json): Promise<string>;
  close(): Promise<void>;
}

async function connect(script: string, token: string, { ask, answer }: Stage): Promise<Session> {
  const client = new Client({ name: 'contentstack-demo', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [script, '--sandbox'],
    // Beside this the child gets only what the client holds safe, so nothing of the caller's own stack.
    env: { CONTENTSTACK_MANAGEMENT_TOKEN: token },
    stderr: 'inherit',
  });
  await client.connect(transport);
  return {
    async tools() {
      return (await client.listTools()).tools.map(tool => tool.name);
    },
    async call(name, args) {
      ask(name, args);
      const result = (await client.callTool({ name, arguments: args })) as CallToolResult;
      const [content] = result.content;
      const text = content?.type === 'text' ? content.text : '';
      answer(text);
      if (result.isError) throw new Error(`the demo expected ${name} to succeed: ${text}`);
      return JSON.parse(text) as Json;
    },
    async refused(name, args) {
      ask(name, args);
      const outcome = await client.callTool({ name, arguments: args }).then(
        () => 'it was carried out',
        (error: Error) => error.message,
      );
      answer(outcome);
      return outcome;
    },
    close: () => client.close(),
  };
}

function shorten(text: string): string {
  return text.length > 220 ? `${text.slice(0, 220)}… (${text.length} characters)` : text;
}
