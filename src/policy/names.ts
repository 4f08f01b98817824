// How the names in rules meet the names in requests.

/** Made by the machine: such a word may be the uid of a thing that goes by another name. */
export const looksLikeUid = (text: string): boolean => /^[a-z]{2,4}[0-9a-f]{14,}$/.test(text);

/** Rules and requests may have been written by people who took care of other things than capitals. */
export const inAnyCase = new Set(['environments', 'locales']);

/** Whether a name is what a rule says, where `*` stands for any characters. */
export function meets(name: string, said: string, isInAnyCase: boolean): boolean {
  if (said === '*') return true;
  const [one, other] = isInAnyCase ? [name.toLowerCase(), said.toLowerCase()] : [name, said];
  if (!other.includes('*')) return one === other;
  const parts = other.split('*');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (one.length < first.length + last.length || !one.startsWith(first) || !one.endsWith(last)) return false;
  // Each piece at its first place after the one before: linear, whatever the owner wrote.
  let at = first.length;
  for (const piece of parts.slice(1, -1)) {
    const found = one.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= one.length - last.length;
}
