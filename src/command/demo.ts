// The demo: a real MCP client, over stdio, against this program serving the sandbox. It fails when an answer is not what it must be.
import { styleText } from 'node:util';
import { type CallToolResult, Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

type Print = (text: string) => void;
type Json = Record<string, unknown>;
type Style = Parameters<typeof styleText>[0];

const post = 'Winter layering, explained';
const headline = 'Three layers, one warm winter';

/**
 * @param script the program to start as the server.
 * @param isAsked whether it is shown how the user is asked, instead of all the rest.
 * @returns the exit code.
 */
export async function runDemo(script: string, print: Print, colour: boolean, isAsked = false): Promise<number> {
  const paint = (style: Style, text: string) => (colour ? styleText(style, text) : text);
  const stage: Stage = {
    say: text => print(`\n${paint('bold', text)}`),
    ask: (name, args) => print(`  ${paint('cyan', '→')} ${name} ${paint('dim', JSON.stringify(args))}`),
    answer: text => print(`  ${paint('yellow', '←')} ${shorten(text)}`),
    question(text, reply) {
      for (const line of text.split('\n')) print(`  ${paint('magenta', '?')} ${line}`);
      print(`  ${paint('magenta', '!')} ${reply}`);
    },
    check(holds, what) {
      if (!holds) throw new Error(`the demo expected: ${what}`);
      print(`  ${paint('green', '✓')} ${what}`);
    },
  };
  const started = performance.now();
  const scenes: Scene[] = isAsked
    ? [
        { play: beAsked, token: 'read_write', protocol: 'legacy' },
        { play: beAsked, token: 'read_write', protocol: 'auto' },
      ]
    : [
        { play: edit, token: 'read_write' },
        { play: tryToWrite, token: 'read_only' },
      ];
  for (const scene of scenes) {
    const session = await connect(script, scene, stage);
    await scene.play(session, stage).finally(() => session.close());
  }
  print(
    `\n${paint('green', `Everything is as it should be, in ${((performance.now() - started) / 1000).toFixed(1)} s.`)}`,
  );
  return 0;
}

interface Scene {
  play(session: Session, stage: Stage): Promise<void>;
  token: string;
  /** With one the client can be asked; `auto` is the newest. */
  protocol?: 'legacy' | 'auto';
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
  const [told, ...besides] = Array.isArray(saved.changed) ? saved.changed.map(String) : [];
  check(told?.startsWith('headline: ') === true && besides.length === 0, 'the receipt says that headline was changed');
  check(saved.version === `${old._version} → ${version}`, 'the save made one new version');

  say('What changed?');
  const now = (await session.call('get_entry', address)).entry as Json;
  const changed = Object.keys({ ...old, ...now }).filter(key => JSON.stringify(old[key]) !== JSON.stringify(now[key]));
  const bookkeeping = ['_version', 'updated_at', 'updated_by'];
  check(now.headline === headline, 'the entry has the new headline');
  check(
    changed.filter(key => !bookkeeping.includes(key)).join() === 'headline',
    `headline is the only field that changed: "${old.headline}" became "${now.headline}"`,
  );

  say('Publish it to staging, and read it back from there.');
  await session.call('publish_entry', { ...address, entry: { environments: ['staging'], locales: ['en-us'] } });
  const { environment } = await session.call('get_environment', { environment_name: 'staging' });
  const asked = { ...address, include_publish_details: true, fields: ['publish_details'] };
  const published = (await session.call('get_entry', asked)).entry as Json;
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
  check(/not found|unknown/i.test(refusal), 'for this token, the tool update_entry does not exist');
}

async function beAsked(session: Session, { say, check }: Stage): Promise<void> {
  const page = { content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5' };
  say(`A client that speaks the ${session.protocol} protocol tries to delete a page, and its user says no.`);
  session.reply = { action: 'decline' };
  const refusal = await session.failed('delete_entry', page);
  check(refusal.includes('the user declined'), 'the assistant is told that the user declined');
  const kept = (await session.call('get_entry', { ...page, fields: ['title'] })).entry as Json;
  check(kept.title === 'About us', 'the page is still there');

  say('It publishes the page, and its user says yes.');
  session.reply = { action: 'accept', content: { confirm: true } };
  const receipt = await session.call('publish_entry', {
    ...page,
    entry: { environments: ['staging'], locales: ['en-us'] },
  });
  check(String(receipt.environments) === 'staging', 'the publish went to staging');
  check(
    session.questions === 2,
    'the user was asked twice: before the delete and before the publish, but not before the read',
  );
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
  question(text: string, reply: string): void;
  answer: Print;
  check(holds: boolean, what: string): void;
}

type Reply = { action: 'accept'; content: { confirm: boolean } } | { action: 'decline' };

interface Session {
  tools(): Promise<string[]>;
  /** @throws when the tool answers with an error. */
  call(name: string, args: Json): Promise<Json>;
  /** The text of a tool that must answer with an error. */
  failed(name: string, args: Json): Promise<string>;
  /** What the user says next. */
  reply: Reply;
  /** How many were put to the user. */
  questions: number;
  /** As negotiated. */
  protocol: string | undefined;
  /** The protocol error of a call that must not get as far as a tool. */
  refused(name: string, args: Json): Promise<string>;
  close(): Promise<void>;
}

/** How long the user of the demo takes to answer, in milliseconds. */
const reading = 400;

async function connect(script: string, { token, protocol }: Scene, stage: Stage): Promise<Session> {
  const client = new Client(
    { name: 'contentstack-demo', version: '1.0.0' },
    {
      capabilities: protocol ? { elicitation: {} } : {},
      versionNegotiation: { mode: protocol ?? 'auto' },
    },
  );
  const transport = new StdioClientTransport({
    command: process.execPath,
    // With the limits of the real API, at whose pace the server goes.
    args: [script, '--sandbox', '--limits', '10,10,1'],
    // Beside this the child gets only what the client holds safe, so nothing of the caller's own stack.
    env: { CONTENTSTACK_MANAGEMENT_TOKEN: token, CONTENTSTACK_LOG: 'off' },
    stderr: 'inherit',
  });
  await client.connect(transport);
  const call = async (name: string, args: Json) => {
    stage.ask(name, args);
    const result = (await client.callTool({ name, arguments: args })) as CallToolResult;
    const [content] = result.content;
    const text = content?.type === 'text' ? content.text : '';
    stage.answer(text);
    return { text, isError: result.isError === true };
  };
  const session: Session = {
    reply: { action: 'decline' },
    questions: 0,
    protocol: client.getNegotiatedProtocolVersion(),
    async tools() {
      return (await client.listTools()).tools.map(tool => tool.name);
    },
    async call(name, args) {
      const { text, isError } = await call(name, args);
      if (isError) throw new Error(`the demo expected ${name} to succeed: ${text}`);
      return JSON.parse(text) as Json;
    },
    async failed(name, args) {
      const { text, isError } = await call(name, args);
      if (!isError) throw new Error(`the demo expected ${name} not to be carried out: ${text}`);
      return text;
    },
    async refused(name, args) {
      stage.ask(name, args);
      const outcome = await client.callTool({ name, arguments: args }).then(
        () => 'it was carried out',
        (error: Error) => error.message,
      );
      stage.answer(outcome);
      return outcome;
    },
    close: () => client.close(),
  };
  if (protocol) {
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      session.questions += 1;
      stage.question(params.message, session.reply.action);
      // An answer that comes at once is taken for the client's own, as nobody reads so fast.
      await new Promise(resolve => setTimeout(resolve, reading));
      return session.reply;
    });
  }
  return session;
}

function shorten(text: string): string {
  return text.length > 220 ? `${text.slice(0, 220)}… (${text.length} characters)` : text;
}
