// Characters that hide in text or turn it around, shown by their numbers.

/** The same kinds as the server spells out in its texts: control, format and separator characters, fillers, variation selectors. */
const hidden =
  /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u3164\uffa0]|\u034f|\u115f|\u1160|[\ufe00-\ufe0e]|[\u{e0100}-\u{e01ef}]|[\ud800-\udfff]/gu;

const toName = (character: string): string => {
  const number = character.codePointAt(0) ?? 0;
  return `U+${number.toString(16).toUpperCase().padStart(4, '0')}`;
};

/** A text in the page: a node for each stretch of it, and a mark for each character that hides. */
export function toMarked(text: string): Node {
  const made = document.createDocumentFragment();
  let from = 0;
  for (const { 0: character, index } of text.matchAll(hidden)) {
    made.appendChild(document.createTextNode(text.slice(from, index)));
    const mark = document.createElement('span');
    mark.setAttribute('class', 'hides');
    mark.appendChild(document.createTextNode(toName(character)));
    made.appendChild(mark);
    from = index + character.length;
  }
  made.appendChild(document.createTextNode(text.slice(from)));
  return made;
}
