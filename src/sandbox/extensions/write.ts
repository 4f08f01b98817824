// Saving extensions: what each type takes and needs, as JSON or as the parts of an upload.
import type { Call } from '../http/call.ts';
import { CmaError } from '../http/replies.ts';
import { takeBody } from '../http/take.ts';
import type { Extension } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { areTexts, isObject } from '../state/json.ts';

const mostExtensions = 50;
const dataTypes = ['text', 'number', 'isodate', 'boolean', 'json', 'reference', 'file', 'asset'];
const widths = { least: 335, most: 1024 };

type Deed = 'creation' | 'update';
type Complain = (value: unknown) => string | undefined;

interface Kind {
  /** What it takes beside what all take. */
  takes: string[];
  needs: string[];
  /** Whether Contentstack can host its source. */
  isHosted: boolean;
  usual: Json;
}

const kinds: Record<string, Kind> = {
  field: { takes: ['data_type', 'multiple'], needs: ['data_type'], isHosted: true, usual: { multiple: false } },
  widget: { takes: ['data_type', 'scope'], needs: [], isHosted: true, usual: {} },
  dashboard: {
    takes: ['enable', 'default_width'],
    needs: [],
    isHosted: true,
    usual: { enable: false, default_width: 'half' },
  },
  rte_plugin: { takes: [], needs: [], isHosted: false, usual: {} },
  asset_sidebar_widget: { takes: ['width', 'blur'], needs: [], isHosted: false, usual: {} },
};

const common = ['title', 'type', 'tags', 'config', 'src', 'srcdoc'];

const complaintsOf: Record<string, Complain> = {
  title: value => (typeof value === 'string' && value.trim() !== '' ? undefined : 'is a required field.'),
  type: value => (typeof value === 'string' && Object.hasOwn(kinds, value) ? undefined : 'is not valid.'),
  tags: value => (areTexts(value) ? undefined : 'is not valid.'),
  config: value => (isObject(value) ? complainOfKeys(value) : 'is not valid JSON.'),
  src: value => (typeof value === 'string' && value !== '' ? undefined : 'is not valid.'),
  srcdoc: value => (typeof value === 'string' && value !== '' ? undefined : 'is not valid.'),
  data_type: value => (dataTypes.includes(String(value)) ? undefined : 'is not valid.'),
  multiple: value => (typeof value === 'boolean' ? undefined : 'is not true or false.'),
  enable: value => (typeof value === 'boolean' ? undefined : 'is not true or false.'),
  blur: value => (typeof value === 'boolean' ? undefined : 'is not true or false.'),
  default_width: value => (['half', 'full'].includes(String(value)) ? undefined : 'is neither half nor full.'),
  width: value =>
    Number.isInteger(value) && Number(value) >= widths.least && Number(value) <= widths.most
      ? undefined
      : `is not between ${widths.least} and ${widths.most}.`,
  scope: value => (isObject(value) && areTexts(value.content_types) ? undefined : 'has no list of content_types.'),
};

/** At any depth: the database that keeps it cannot. */
function complainOfKeys(config: Json): string | undefined {
  for (const [key, value] of Object.entries(config)) {
    if (key.startsWith('$') || key.includes('.')) return `has the key '${key}', with a dollar sign or a dot.`;
    const inner = isObject(value) ? complainOfKeys(value) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

export function createExtension(call: Call): Extension {
  if (Object.keys(call.branch.extensions).length >= mostExtensions) {
    throw refuse('creation', { limit: [`is reached: a stack has at most ${mostExtensions} extensions.`] });
  }
  const uid = call.newUid();
  const { at, by } = call.stamp;
  const system = { uid, created_at: at, updated_at: at, created_by: by, updated_by: by };
  const fields = checkFields(call, { tags: [], config: {}, ...readGiven(call) }, 'creation', uid);
  const extension = { ...system, ACL: {}, _version: 1, ...fields } as unknown as Extension;
  call.branch.extensions[uid] = extension;
  return extension;
}

/** What is not sent stays. Another way of hosting takes the place of the one before. */
export function updateExtension(call: Call, held: Extension): Extension {
  const { uid, created_at, created_by } = held;
  const given = readGiven(call);
  const isMoved = given.src !== undefined || given.srcdoc !== undefined;
  const kept = Object.entries(held).filter(([key]) => !isMoved || (key !== 'src' && key !== 'srcdoc'));
  const fields = checkFields(call, { ...Object.fromEntries(kept), ...given }, 'update', uid);
  const stamp = { updated_at: call.stamp.at, updated_by: call.stamp.by, _version: held._version + 1 };
  const extension = { uid, created_at, created_by, ACL: held.ACL, ...stamp, ...fields } as unknown as Extension;
  call.branch.extensions[uid] = extension;
  return extension;
}

const refuse = (deed: Deed, errors: Record<string, string[]>): CmaError =>
  new CmaError(422, 344, `Extension ${deed} failed. Please enter valid data.`, errors);

/** What its type takes of what was sent, checked. */
function checkFields(call: Call, given: Json, deed: Deed, self: string): Json {
  const kind = kinds[String(given.type)];
  const wanted = [...common, ...(kind?.takes ?? [])];
  const values = { ...kind?.usual, ...given };
  const fields = Object.fromEntries(Object.entries(values).filter(([key]) => wanted.includes(key)));
  const complaints: Record<string, string[]> = {};
  const isScoped = given.type === 'widget' && call.choices.widgetScope === 'required';
  for (const key of ['title', 'type', ...(kind?.needs ?? []), ...(isScoped ? ['scope'] : [])]) {
    if (fields[key] === undefined) complaints[key] = ['is a required field.'];
  }
  for (const [key, value] of Object.entries(fields)) {
    const complaint = complaintsOf[key]?.(value);
    if (complaint) complaints[key] = [complaint];
  }
  const source = complainOfSource(fields, kind?.isHosted !== false);
  if (source) complaints.src = [source];
  if (isTitleTaken(call, fields.title, self)) complaints.title = ['is not unique.'];
  if (Object.keys(complaints).length > 0) throw refuse(deed, complaints);
  return fields;
}

function complainOfSource({ src, srcdoc }: Json, isHosted: boolean): string | undefined {
  if (srcdoc !== undefined && !isHosted) return 'is a required field: this type is hosted externally only.';
  if (src === undefined && srcdoc === undefined) return 'is a required field.';
  return src !== undefined && srcdoc !== undefined ? 'and srcdoc exclude each other.' : undefined;
}

const isTitleTaken = (call: Call, title: unknown, self: string): boolean =>
  call.choices.extensionTitles === 'unique' &&
  Object.values(call.branch.extensions).some(other => other.title === title && other.uid !== self);

function readGiven(call: Call): Json {
  const given = call.form.length > 0 ? readForm(call) : { ...takeBody(call, 'extension') };
  if (typeof given.config === 'string') given.config = parse(given.config);
  if (typeof given.tags === 'string')
    given.tags = given.tags
      .split(',')
      .map(tag => tag.trim())
      .filter(Boolean);
  return given;
}

/** The parts of an upload: the HTML file is the source, the rest is text. */
function readForm(call: Call): Json {
  const given: Json = {};
  const tags: string[] = [];
  for (const [name, value] of call.form) {
    const [, key = name] = /^extension\[(\w+)\](?:\[\d*\])?$/.exec(name) ?? [];
    if (typeof value !== 'string') given[key === 'upload' ? 'srcdoc' : key] = new TextDecoder().decode(value.bytes);
    else if (key === 'tags') tags.push(value);
    else if (key === 'scope') Object.assign(given, readScope(value));
    else given[key] = readers[key]?.(value) ?? value;
  }
  return tags.length > 0 ? { ...given, tags: tags.join(',') } : given;
}

const readFlag = (text: string): unknown => (text === 'true' ? true : text === 'false' ? false : text);

const readers: Record<string, (text: string) => unknown> = {
  multiple: readFlag,
  enable: readFlag,
  blur: readFlag,
  width: Number,
};

/** Import tools send what is no JSON here; it is as if it had not been sent. */
function readScope(text: string): Json {
  const scope = parse(text);
  return isObject(scope) ? { scope } : {};
}

/** What is not JSON stays the text it is, for the checks to refuse. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    return text;
  }
}
