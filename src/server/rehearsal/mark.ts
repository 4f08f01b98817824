// The mark of a rehearsal: every answer of a tool that writes bears it, a refusal too.

import type { Offered } from '../../operations/operation.ts';
import type { Result } from '../../results/result.ts';
import { putFirst } from '../../results/text/first.ts';
import { writes } from '../../stack/access.ts';
import { asIs, leaveRoom, type Member } from '../../stack/members.ts';

const setting = 'CONTENTSTACK_DRY_RUN is true';

/** Of an answer, in tokens: what the mark takes. */
const room = 25;

const isMarked = (member: Member, offered: Offered): boolean => member.settings.dryRun && writes(offered);

/** The same member, whose answers leave room for the mark. */
export const leaveMark = (member: Member, offered: Offered): Member =>
  isMarked(member, offered) ? leaveRoom(member, room) : member;

export function mark(result: Result, member: Member, offered: Offered): Result {
  if (!isMarked(member, offered)) return result;
  const { text, isError } = result;
  const { inItsWords = asIs } = member;
  const why = isError ? setting : inItsWords(setting);
  const words = `nothing was written, as ${why}`;
  return { ...result, text: putFirst(text, 'rehearsal', words, `${text}\nThis is a rehearsal: ${words}.`) };
}
