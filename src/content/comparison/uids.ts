// Uids of rich text that are none of the other side's: a document that was made anew is compared by what it says.
import { isDocument, listNodes, nodeUid } from '../rich-text-nodes.ts';
import { isObject, type Json, listValues } from '../value.ts';

/** Uids of all nodes in all documents of a value, at any depth. */
export function listDocumentUids(value: unknown): Set<string> {
  const uids = new Set<string>();
  for (const next of listValues(value, held => !isDocument(held))) {
    if (!isDocument(next)) continue;
    for (const node of listNodes(next)) {
      const uid = nodeUid(node.value);
      if (uid !== undefined) uids.add(uid);
    }
  }
  return uids;
}

/**
 * The value with its documents as they are but for uids that say nothing: that of the document itself, and those of all
 * its nodes where the other side has none of them. Then they are aligned by likeness, as what was pasted in again.
 */
export function withoutLoneUids(value: unknown, others: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map(item => withoutLoneUids(item, others));
  if (!isObject(value)) return value;
  if (!isDocument(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutLoneUids(inner, others)]));
  }
  const { uid: _, ...rest } = value;
  const isShared = [...listNodes(value)].some(node => others.has(nodeUid(node.value) ?? ''));
  return isShared ? rest : withoutUids(rest, 0);
}

/** Deeper than any editor nests. What is below is taken as it is. */
const deepest = 500;

function withoutUids(node: Json, depth: number): Json {
  const { uid: _, ...rest } = node;
  if (!Array.isArray(rest.children) || depth > deepest) return rest;
  return { ...rest, children: rest.children.map(child => (isObject(child) ? withoutUids(child, depth + 1) : child)) };
}
