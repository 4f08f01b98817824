// The language the catalogue is written in: an operation is a request line, one word for its effect, and its fields.
import type * as z from 'zod';
import type { JsonSchema } from './json-schema.ts';
import type { Former } from './renamed.ts';

/** As the CMA's reference prints it, without the version: `GET /content_types/{content_type_uid}`. */
export type RequestLine = `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`;

/** What a request does to the stack. Written by hand, because the CMA's verbs do not tell: some GETs write. */
export type Effect = 'read' | 'create' | 'update' | 'delete' | 'publish';

/** `branch`: works on what one branch has of its own. `global`: on what all branches share. */
type Reach = 'branch' | 'global';

/**
 * Wire name → what it takes. The tool's argument is the wire name without its brackets, see `toArgumentName`: the only
 * difference between what a caller writes and what travels.
 */
export type Fields = Readonly<Record<string, z.ZodType>>;

/** Where an argument travels. `body` is the CMA's own JSON, key for key; `form` goes as multipart. */
export const places = ['path', 'query', 'header', 'body', 'form'] as const;
export type Place = (typeof places)[number];

/** The braces a caller fills; the API key is the machine's to put in. */
type Braced<Line extends string> = Exclude<Braces<Line>, 'api_key'>;
type Braces<Line extends string> = Line extends `${string}{${infer Name}}${infer Rest}` ? Name | Braces<Rest> : never;

interface Facts<Line extends RequestLine> {
  title: string;
  effect: Effect;
  /** Where it differs from that of the module. */
  reach?: Reach;
  /** Read by the model in every conversation: one or two sentences, what it does and what one must know. */
  description: string;
  path?: [Braced<Line>] extends [never] ? never : Record<Braced<Line>, z.ZodType>;
  query?: Fields;
  header?: Fields;
  body?: Fields;
  form?: Fields;
  /** Headers that every such request needs. */
  fixed?: Readonly<Record<string, string>>;
  /** A good answer is a file, nothing (status 204) or a bare list, not a JSON object. */
  gives?: 'file' | 'nothing' | 'list';
  /** Without this argument of the path it is the file behind the `url` in the answer of another read, asked for with these flags. */
  linked?: Linked;
  /** The answer is a list: what is shown of each item unless more is asked for, as paths. */
  outline?: readonly string[];
  /** The answer has much more than one mostly wants, so `fields` is shown among its arguments; every read takes it. */
  large?: true;
  /** The answer is to be taken elsewhere as it is, such as an export: nothing is left out of it. */
  whole?: true;
  /** Where its object is in the web app, below the stack: `assets/{uid}`, from the arguments and the object. */
  link?: string;
  /** The read that shows the thing as it is before the write: by it a save sees what it would lose, and what came of it. */
  before?: string;
  /** Flags by which that read shows all that can be sent. */
  shows?: Readonly<Record<string, true>>;
  /** The read that shows what the object must look like, sent or asked for: an entry's content type. */
  model?: string;
  /** What is sent is only a part, and the rest is another thing's. This member shows that `before` found the thing itself. */
  partial?: string;
  /** What is published is a list: the reads that show the items of each kind as a list, and which read lists them if no argument does. */
  carries?: { entries: string; assets: string; items?: string };
  /** Items of it may say `latest` for their version, or leave out their language: what tells which that is. */
  pins?: Pins;
  /** Texts, as paths of arguments, that must have a form; what is stored already may be any. Patterns are JSON's, as texts. */
  forms?: Readonly<Record<string, { pattern: string; says: string }>>;
  /** It lists what refers to a thing, so that of one that is gone its deletion and what still refers to it are looked for. */
  refers?: 'file' | 'reference';
  /** Its work waits in the publish queue: the query by which that shows it, with braces for what stands in the path. */
  queue?: Readonly<Record<string, string>>;
  /** What it reads or saves is an entry, which may be a page: then the answer says where it can be seen. */
  pages?: true;
  /** What it means that a list is empty. */
  none?: string;
  /** What is written has versions, and a call may name the one it was read at. */
  versioned?: true;
  /** The answer says which fields others have, and is shown as an outline of them; by this flag what is nested comes with it. */
  opens?: string;
  /** What is sent says which fields others have: a content type. */
  defines?: true;
  /** What is done every day: it is listed even where only tasks are, see CONTENTSTACK_SURFACE. */
  everyday?: true;
  /** Where a uid may be taken elsewhere: the read that finds it, and the key of what it stands in. */
  taken?: { by: string; within: string };
  /** Names that it had in versions before: a call by one of them works, see SUPPORT.md. */
  was?: readonly Former[];
  /** What the user is told who is asked first. What deletes or publishes is asked about anyway; with this, so is the rest. */
  confirm?: Confirm;
}

/** The argument that lists the items, and reads: of the latest versions, or of the items as they stand there. */
export type Pins =
  | { list: string; entries: string; assets: string; languages: string }
  | { list: string; from: string };

interface Linked {
  without: string;
  by: RequestLine;
  flags: Readonly<Record<string, true>>;
}

export interface Confirm {
  /** Arguments to tell besides where and when it happens, as paths. Never one that may hold a secret. */
  tells?: readonly string[];
  /**
   * What else is hit, in words, and the request that lists or counts it: `GET /assets?folder={folder_uid}&count=true`. With
   * a brace that no argument fills it is counted for each content type; after `#` stands what is counted: a key of the answer, at any
   * depth, or `{argument}`, the items that hold its value.
   */
  hits?: Readonly<Record<string, `GET /${string}`>>;
  /** Arguments that list many objects: the request that shows one of them, and the key of the item for each brace. */
  each?: Readonly<Record<string, Each>>;
  /** Which request counts entries that hold a value, and which lists the content types that may have it where that is not given. */
  held?: { entries: `GET /${string}`; types?: `GET /${string}` };
  /** Asked only where one of these arguments, as paths, is given and is not what is stored. */
  when?: readonly string[];
  /** It opens a way out for data, or brings code into the browsers of editors. */
  opens?: true;
  /** It cannot be taken back: where nobody can be asked it takes two calls, as deletes that hit something do. */
  final?: true;
}

export interface Each {
  line: RequestLine;
  by: Readonly<Record<string, string>>;
  /** What refers to each of them: the words, and the request that lists it. */
  hits?: Readonly<Record<string, `GET /${string}`>>;
}

/** What `operation()` makes of a line and its facts; the module adds the rest. */
type Spec = Readonly<Omit<Facts<RequestLine>, Place | 'fixed'>> &
  Readonly<{ line: RequestLine; fixed: Readonly<Record<string, string>> }> &
  Readonly<Record<Place, Fields>>;

export type Operation = Spec &
  Readonly<{
    name: string;
    module: string;
    companion: boolean;
    reach: Reach;
    masked: readonly string[];
    told: readonly string[];
  }> &
  /** What `toOwnSchema` makes of it, where that was done when the bundle was built. */
  Readonly<{ schema?: JsonSchema }>;

/** What is offered as a tool, an operation or a task: what a client is told of it, and its arguments. */
export type Offered = Omit<Operation, 'line' | 'fixed' | 'companion' | 'masked' | 'told'>;

export interface Module {
  /** As in CONTENTSTACK_MODULES. */
  name: string;
  /** Anchor in the CMA reference. */
  docs: string;
  reach: Reach;
  /** Off unless CONTENTSTACK_MODULES names it: open to tokens by the reference, but not on the page that lists their modules. */
  companion?: true;
  /** Keys whose values are other people's secrets, wherever they stand in an answer; `a.b` is b below a. */
  masked?: readonly string[];
  /** Of what stands under those, the keys that say where and how something was done: words there are told. */
  told?: readonly string[];
  operations: readonly Operation[];
}

/** One operation. Every brace of the line must be a key of `path`: a misspelt one does not compile. */
export function operation<const Line extends RequestLine>(
  line: Line,
  facts: Facts<Line> & ([Braced<Line>] extends [never] ? unknown : { path: unknown }),
): Spec {
  const { path, query = {}, header = {}, body = {}, form = {}, fixed = {}, ...rest } = facts;
  return { line, ...rest, path: path ?? {}, query, header, body, form, fixed } as Spec;
}

/** A module: its operations by tool name, in the order they are listed. */
export function defineModule(module: Omit<Module, 'operations'> & { operations: Record<string, Spec> }): Module {
  const { name, reach, companion = false, masked = [], told = [] } = module;
  const operations = Object.entries(module.operations).map(([tool, spec]) => ({
    ...spec,
    name: tool,
    module: name,
    companion,
    reach: spec.reach ?? reach,
    masked,
    told,
  }));
  return { ...module, operations };
}

/** `include[]` and `only[BASE][]` → `include`, `only`; `asset[title]` → `title`. */
export function toArgumentName(wireName: string): string {
  const [, outer = wireName, inner] = /^([\w-]+)(?:\[(?!BASE\])(\w+)\])?/.exec(wireName) ?? [];
  return inner ?? outer;
}

export function toMethod(line: RequestLine): string {
  return line.slice(0, line.indexOf(' '));
}

export function toTemplate(line: RequestLine): string {
  return line.slice(line.indexOf(' ') + 1);
}
