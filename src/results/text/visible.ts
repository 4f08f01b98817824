// Makes characters visible that hide in text or turn it around, where somebody's words pass through to a model.

/**
 * Control and format characters (zero-width ones, bidirectional overrides, tags), line and paragraph separators, fillers
 * that look like nothing, and variation selectors, of which all together can carry a message unseen. The one that emoji
 * are written with is left.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u3164\uffa0]|\u034f|\u115f|\u1160|[\ufe00-\ufe0e]|[\u{e0100}-\u{e01ef}]/gu;

const spellOut = (character: string): string =>
  character
    .split('')
    .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** In JSON an escape means the same as the character, so what is saved back is unchanged. */
export const toVisibleJson = (json: string): string => json.replace(hidden, spellOut);

/** In plain text tabs and line ends stay. */
export const toVisibleText = (text: string): string =>
  text.replace(hidden, character => (/[\t\r\n]/.test(character) ? character : spellOut(character)));
