// Spells out the edits that make of a stored entry what was sent, so that whoever sent whole fields can send these instead.
import { type Address, printAddress } from '../address.ts';
import { operatorOf } from '../check/operators.ts';
import { type Change, diff } from '../diff.ts';
import { lowerField } from '../lower.ts';
import { readAddress } from '../resolve.ts';
import { isDocument } from '../rich-text-nodes.ts';
import { type Field, topFields } from '../schema.ts';
import type { Finding } from '../spoken/finding.ts';
import { isEmpty, isObject, type Json } from '../value.ts';
import type { Edit } from './edit.ts';
import { fill } from './fill.ts';
import { patch } from './patch.ts';
import { spellDocument } from './spell-document.ts';
import { nameItem, spellList } from './spell-list.ts';
import { spellText } from './spell-text.ts';

interface Spelt {
  /** In their order. */
  edits: Edit[];
  /** They count places, or replace a whole: `if_version` belongs to them. */
  needsVersion: boolean;
}

/**
 * As few and as small as can be; each is tried, and where they do not make what was sent, the field is set as a whole.
 * @param stored the entry as read; of the version that the sender had, where that is known.
 * @param sent fields as they were sent to update it; what no field describes is left out.
 * @param isKept what a group or block that was sent does not name stays, as edits leave it; else it is emptied.
 * @returns undefined where nothing would change, or where an operator such as PUSH was sent.
 */
export async function spellEdits(
  stored: Json,
  sent: Json,
  schema: readonly Field[],
  { isKept = false } = {},
): Promise<Spelt | undefined> {
  const fields = topFields(schema).filter(({ uid }) => Object.hasOwn(sent, uid));
  if (fields.some(field => operatorOf(field, sent[field.uid]) !== undefined)) return undefined;
  const toWanted = (field: Field): unknown =>
    isKept ? fill(field, stored[field.uid], sent[field.uid], 'stays') : sent[field.uid];
  const spelt = await Promise.all(fields.map(field => spellField(field, stored, toWanted(field), schema)));
  const edits = spelt.flatMap(each => each.edits);
  return edits.length === 0 ? undefined : { edits, needsVersion: spelt.some(({ needsVersion }) => needsVersion) };
}

async function spellField(field: Field, stored: Json, given: unknown, schema: readonly Field[]): Promise<Spelt> {
  const { uid } = field;
  const [held, value] = [lowerField(field, stored[uid]), lowerField(field, given)];
  const [before, after] = [{ [uid]: held }, { [uid]: value }];
  const changes = diff(before, after, { schema });
  if (changes.length === 0) return { edits: [], needsVersion: false };
  const whole: Edit = { at: printAddress([uid]), set: isEmpty(value) ? null : fill(field, held, value, 'goes') };
  const edits = await toEdits(changes, before, after);
  for (const each of [edits, [whole]]) {
    for (const isExact of [false, true]) {
      if (each && (await makes(each, before, after, schema, isExact))) return { edits: each, needsVersion: isExact };
    }
  }
  return { edits: [whole], needsVersion: true };
}

/** What is sent is named by uid: nothing is looked up. */
const finding: Finding = {
  entry: async (uid, [type = '']) => ({ uid, _content_type_uid: type }),
  file: async uid => ({ uid }),
};

async function makes(
  edits: readonly Edit[],
  before: Json,
  after: Json,
  schema: readonly Field[],
  isExact: boolean,
): Promise<boolean> {
  const made = await patch(before, edits, { schema, finding, writing: {}, isExact });
  return 'value' in made && diff(toBare({ ...before, ...made.value }), toBare(after), { schema }).length === 0;
}

/** Without what says nothing, and the uids that are made anew for what is new. */
function toBare(value: unknown): Json {
  const bare = (each: unknown, isNode: boolean): unknown => {
    if (Array.isArray(each)) return each.map(item => bare(item, isNode));
    if (!isObject(each)) return each;
    const isRich = isNode || isDocument(each);
    return Object.fromEntries(
      Object.entries(each).flatMap(([key, inner]): [string, unknown][] => {
        const isName = key === '_metadata' || (isRich && ['uid', '_version'].includes(key));
        const left = isName ? undefined : bare(inner, isRich);
        return isEmpty(left) ? [] : [[key, left]];
      }),
    );
  };
  return bare(value, false) as Json;
}

/** Undefined where one of them cannot be said by itself. */
async function toEdits(changes: readonly Change[], before: Json, after: Json): Promise<Edit[] | undefined> {
  const edits: Edit[] = [];
  const [documents, lists]: [Map<string, Address>, Map<string, Address>] = [new Map(), new Map()];
  for (const change of changes) {
    const { address } = change;
    const document = findDocument(address, change.kind === 'removed' ? before : after);
    const isItem = typeof address.at(-1) === 'object';
    if (document && isDocument(readAddress(before, document))) documents.set(printAddress(document), document);
    else if (change.kind === 'removed' && isItem) edits.push({ at: nameItem(address, before), remove: true });
    else if (isItem && change.kind !== 'set') lists.set(printAddress(address.slice(0, -1)), address.slice(0, -1));
    else if (change.kind === 'moved') return undefined;
    else
      edits.push(
        spellText(
          printAddress(address),
          change.kind === 'added' ? undefined : change.before,
          change.kind === 'removed' ? null : change.after,
        ),
      );
  }
  for (const address of lists.values()) {
    const found = spellList(address, changes, before, after);
    if (!found) return undefined;
    edits.push(...found);
  }
  for (const address of documents.values()) {
    edits.push(...(await spellDocument(address, readAddress(before, address), readAddress(after, address))));
  }
  return edits;
}

function findDocument(address: Address, root: Json): Address | undefined {
  for (let length = 1; length <= address.length; length += 1) {
    if (isDocument(readAddress(root, address.slice(0, length)))) return address.slice(0, length);
  }
  return undefined;
}
