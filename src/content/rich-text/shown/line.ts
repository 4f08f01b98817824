// A line of rich text as pieces of text, each with its marks and what it stands in.

/** Without `inlineCode`, which is a kind of piece: no mark begins or ends within it. */
export const marks = ['bold', 'italic', 'strikethrough', 'underline', 'superscript', 'subscript'] as const;

export type Mark = (typeof marks)[number];

/** What is around a piece: a link, or the two tags of a token. */
export type Around = { url: string; title: string } | { pair: string };

export interface Piece {
  kind: 'text' | 'code' | 'token' | 'break';
  /** Of a token, its name; of a break, nothing. */
  text: string;
  /** In the order of `marks`. */
  marks: readonly Mark[];
  /** From the outside to the inside. */
  within: readonly Around[];
}

export type Line = readonly Piece[];

const isSameWithin = (one: readonly Around[], other: readonly Around[]): boolean =>
  one === other || (one.length === other.length && JSON.stringify(one) === JSON.stringify(other));

const isLike = (one: Piece, other: Piece): boolean =>
  one.kind === other.kind &&
  (one.kind === 'text' || one.kind === 'code') &&
  one.marks.join() === other.marks.join() &&
  isSameWithin(one.within, other.within);

function merge(pieces: Line): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last && isLike(last, piece)) merged[merged.length - 1] = { ...last, text: last.text + piece.text };
    else merged.push(piece);
  }
  return merged;
}

/** As it can be written: no blanks at the ends of lines, and no mark that begins or ends with one. */
export function toLine(pieces: Line): Line {
  const split = merge(trim(pieces.filter(({ kind, text }) => kind === 'break' || text !== ''))).flatMap(toWords);
  const before = listNearest(split);
  const after = listNearest([...split].reverse()).reverse();
  return merge(
    split.map((piece, place) => {
      if (isWord(piece)) return piece;
      const [one, other] = [before[place], after[place]];
      const isInside =
        one && other && isSameWithin(one.within, piece.within) && isSameWithin(other.within, piece.within);
      return { ...piece, marks: isInside ? one.marks.filter(mark => other.marks.includes(mark)) : [] };
    }),
  );
}

/** Of lines as `toLine` gives them: what must be equal where two say the same. */
export const toCompared = (line: Line): Line =>
  merge(line.flatMap(toWords).map(piece => (isWord(piece) ? piece : { ...piece, marks: [] })));

const toWords = (piece: Piece): Piece[] =>
  piece.kind === 'text'
    ? piece.text
        .split(/(\s+)/)
        .filter(text => text !== '')
        .map(text => ({ ...piece, text }))
    : [piece];

/** A blank may have any mark or none, and so may what is no text. */
const isWord = ({ kind, text }: Piece): boolean => kind === 'code' || (kind === 'text' && /\S/.test(text));

/** For each piece the last word before it. */
function listNearest(pieces: Line): (Piece | undefined)[] {
  let last: Piece | undefined;
  return pieces.map(piece => {
    const nearest = last;
    if (isWord(piece)) last = piece;
    return nearest;
  });
}

function trim(pieces: Line): Line {
  const trimmed = trimStarts(pieces, /^[ \t]+/);
  return trimStarts(trimmed.reverse(), /[ \t]+$/).reverse();
}

function trimStarts(pieces: Line, blanks: RegExp): Piece[] {
  const left: Piece[] = [];
  let isStart = true;
  for (const piece of pieces) {
    const text = isStart && piece.kind === 'text' ? piece.text.replace(blanks, '') : piece.text;
    if (piece.kind === 'text' && text === '') continue;
    left.push(text === piece.text ? piece : { ...piece, text });
    isStart = piece.kind === 'break';
  }
  return left;
}
