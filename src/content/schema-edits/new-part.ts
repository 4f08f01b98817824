// A new field, or block, with all that Contentstack's own editor gives one: of what is sent, little is needed.
import { isObject, type Json, member } from '../value.ts';
import type { Part } from './level.ts';
import { overlay, spellOut } from './short.ts';

const flags = { mandatory: false, unique: false, multiple: false, non_localizable: false };
const pattern = { format: '', error_messages: { format: '' } };
const said = { description: '' };

/** @param uid the last step of its path. @param isTop it stands directly in a content type. */
export function toNewField(uid: string, given: Json, isTop = false): Part {
  const { uid: _, ...short } = spellOut(given);
  const { data_type } = short;
  const whole = overlay({ data_type, display_name: toName(uid), uid, ...toPlain(uid, short, isTop) }, short);
  return { ...whole, ...fillInner(whole), uid };
}

/** A kind of block: its fields, or the global field it stands for. */
export function toNewBlock(uid: string, given: Json): Part {
  const { uid: _, display_name, ...rest } = given;
  return { uid, title: typeof display_name === 'string' ? display_name : toName(uid), ...rest, ...fillInner(rest) };
}

/** `hero_image` → `Hero image` */
function toName(uid: string): string {
  const words = uid.replaceAll('_', ' ').trim();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function fillInner({ schema, blocks }: Json): Json {
  const fill = (list: unknown, make: (uid: string, given: Json) => Part): unknown =>
    Array.isArray(list)
      ? list.map(each => (isObject(each) && typeof each.uid === 'string' ? make(each.uid, each) : each))
      : list;
  return {
    ...(schema === undefined ? {} : { schema: fill(schema, toNewField) }),
    ...(blocks === undefined ? {} : { blocks: fill(blocks, toNewBlock) }),
  };
}

/** What a field of this kind has when nobody has said anything of it. */
function toPlain(uid: string, given: Json, isTop: boolean): Json {
  if (typeof given.extension_uid === 'string') return { config: {}, field_metadata: { extension: true }, ...flags };
  switch (given.data_type) {
    case 'text':
      if (isTop && (uid === 'title' || uid === 'url'))
        return { field_metadata: { _default: true, version: 3 }, ...flags, mandatory: true, unique: uid === 'title' };
      return { ...toPlainText(given), ...flags };
    case 'number':
      return { ...toPlainChoices(given), field_metadata: { ...said, default_value: '' }, ...flags };
    case 'boolean':
      return { field_metadata: { ...said, default_value: false }, ...flags };
    case 'isodate':
      return { startDate: null, endDate: null, field_metadata: { ...said, default_value: {} }, ...flags };
    case 'file':
      return { extensions: [], field_metadata: { ...said, rich_text_type: 'standard' }, ...flags };
    case 'link':
      return { field_metadata: { ...said, default_value: { title: '', url: '' } }, ...flags };
    case 'reference':
      return { field_metadata: { ...said, ref_multiple: false, ref_multiple_content_types: true }, ...flags };
    case 'group':
      return { field_metadata: { ...said, instruction: '' }, ...flags };
    case 'blocks':
      return { field_metadata: { ...said, instruction: '' }, ...flags, multiple: true };
    case 'global_field':
      return { field_metadata: said, ...flags };
    case 'json':
      return { ...toPlainDocument(given), ...pattern, ...flags };
    case 'taxonomy':
      return { field_metadata: { ...said, default_value: '' }, ...pattern, ...flags, multiple: true };
    default:
      return flags;
  }
}

function toPlainText(given: Json): Json {
  const has = (mark: string): boolean => member(given.field_metadata, mark) === true;
  if (isObject(given.enum))
    return { ...toPlainChoices(given), field_metadata: { ...said, default_value: '', version: 3 } };
  if (has('markdown')) return { field_metadata: { ...said, markdown: true, version: 3 } };
  if (has('allow_rich_text'))
    return { field_metadata: { ...said, multiline: false, rich_text_type: 'advanced', options: [], version: 3 } };
  return { field_metadata: { ...said, default_value: '', version: 3 }, ...pattern };
}

/** With `advanced` a choice has a label beside its value. */
function toPlainChoices({ enum: given, multiple }: Json): Json {
  if (!isObject(given)) return {};
  const choices = Array.isArray(given.choices) ? given.choices : [];
  const advanced = choices.some(each => isObject(each) && each.key !== undefined);
  return { display_type: multiple === true ? 'checkbox' : 'dropdown', enum: { advanced } };
}

/** JSON that is no app's is rich text. */
function toPlainDocument({ reference_to = ['sys_assets'] }: Json): Json {
  const embed_entry = [reference_to].flat().some(uid => uid !== 'sys_assets');
  const kind = { allow_json_rte: true, embed_entry, rich_text_type: 'advanced', options: [] };
  return { reference_to, field_metadata: { ...said, default_value: '', multiline: false, ...kind } };
}
