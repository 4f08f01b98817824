// Where the pages of a content type can be seen: the stack's environments that have a base URL, as far as they are known.
import type { Word } from '../operations/words.ts';
import { toReader } from '../save/reads.ts';
import type { Stack } from '../stack/stack.ts';

/**
 * None where entries of the type are no pages, or nobody knows. Never rejects, and asks only where the stack's words do
 * not tell: on another branch, or of more content types than were read.
 */
export async function findSites(
  stack: Stack,
  branch: string,
  type: unknown,
  signal: AbortSignal,
): Promise<readonly Word[]> {
  const { access, vocabulary } = stack;
  const sites = (vocabulary.environments ?? []).filter(({ urls }) => urls !== undefined);
  if (sites.length === 0 || typeof type !== 'string') return [];
  const isDefault = branch === access.facts.branches.default;
  const word = isDefault ? vocabulary.content_types?.find(({ value }) => value === type) : undefined;
  if (word) return word.isPage ? sites : [];
  const model = await toReader(stack, branch, signal)
    .model('get_content_type', { content_type_uid: type })
    .catch(() => undefined);
  return model?.isPage ? sites : [];
}
