// What a change of a content type's or global field's schema does to the values that entries hold.
import {
  type Block,
  blocksOf,
  choicesOf,
  type Field,
  fieldsOf,
  isList,
  isSeveral,
  kindOf,
  targetsOf,
} from './schema.ts';

export interface SchemaChange {
  /** The field from the top: `price`, `seo.title`, `sections.hero.image`; a block is `sections.hero`. */
  path: string;
  /**
   * `dropped`: its values are no longer reachable. `retyped`: they are of another data type, or a list now, or none.
   * `shared`: from now on the same in every language. `narrowed`: some values or targets are no longer allowed.
   */
  kind: 'dropped' | 'retyped' | 'shared' | 'narrowed';
  /** What it was and is, where two words tell it. */
  before?: string;
  after?: string;
  /** A new field that the dropped one was most likely renamed to: its values do not follow. */
  near?: string;
}

/** Only what may cost values: fields that are new, renamed for editors or moved are told by `diff`. */
export function listSchemaChanges(before: readonly Field[], after: readonly Field[], above = ''): SchemaChange[] {
  const added = after.filter(field => !before.some(({ uid }) => uid === field.uid));
  return before.flatMap(field => {
    const path = `${above}${field.uid}`;
    const now = after.find(({ uid }) => uid === field.uid);
    return now
      ? compareField(field, now, path)
      : [{ path, kind: 'dropped', ...findRenamed(field, added, above) } as const];
  });
}

/** The one new field that has the same label, or is the only one of the same data type. */
function findRenamed(field: Field, added: readonly Field[], above: string): { near?: string } {
  const alike = added.filter(({ data_type }) => data_type === field.data_type);
  const [found, another] =
    [alike.filter(({ display_name }) => display_name === field.display_name), alike].find(
      fields => fields.length > 0,
    ) ?? [];
  return found && !another ? { near: `${above}${found.uid}` } : {};
}

function compareField(before: Field, after: Field, path: string): SchemaChange[] {
  const [old, now] = [describe(before), describe(after)];
  if (old !== now) return [{ path, kind: 'retyped', before: old, after: now }];
  const inner = [fieldsOf(before), fieldsOf(after)] as const;
  return [
    ...(after.non_localizable === true && before.non_localizable !== true ? [{ path, kind: 'shared' } as const] : []),
    ...compareAllowed(before, after, path),
    ...(inner[0] && inner[1] ? listSchemaChanges(inner[0], inner[1], `${path}.`) : []),
    ...(kindOf(before) === 'blocks' ? compareBlocks(blocksOf(before), blocksOf(after), path) : []),
  ];
}

/** JSON rich text and custom JSON have one data type, but not one shape. A global field is another with another uid. */
function describe(field: Field): string {
  const kind = kindOf(field);
  const type = ['rich_text', 'json'].includes(kind) ? (kind === 'json' ? 'json' : 'json rich text') : field.data_type;
  const global = field.data_type === 'global_field' ? ` ${targetsOf(field).join(', ')}` : '';
  return `${isList(field) && field.multiple === true ? 'several ' : ''}${type}${global}`;
}

function compareAllowed(before: Field, after: Field, path: string): SchemaChange[] {
  if (kindOf(before) === 'reference') {
    const isOnlyOne = isSeveral(before) && !isSeveral(after);
    return narrow([...(isOnlyOne ? ['several references'] : []), ...targetsOf(before)], targetsOf(after), path);
  }
  const [old, now] = [choicesOf(before), choicesOf(after)];
  if (!now) return [];
  const values = old ? old.map(({ value }) => String(value)) : [`any ${kindOf(before)}`];
  return narrow(
    values,
    now.map(({ value }) => String(value)),
    path,
  );
}

function narrow(before: string[], after: string[], path: string): SchemaChange[] {
  const gone = before.filter(value => !after.includes(value));
  return gone.length > 0 ? [{ path, kind: 'narrowed', before: gone.join(', ') }] : [];
}

function compareBlocks(before: Block[], after: Block[], path: string): SchemaChange[] {
  return before.flatMap(block => {
    const at = `${path}.${block.uid}`;
    const now = after.find(({ uid }) => uid === block.uid);
    if (!now) return [{ path: at, kind: 'dropped' } as const];
    const inner = [fieldsOf(block), fieldsOf(now)] as const;
    return inner[0] && inner[1] ? listSchemaChanges(inner[0], inner[1], `${at}.`) : [];
  });
}
