// What looks like a uid, and not like a title or a name; and new ones.

/** `blt0123456789abcdef`, `cs0123456789abcdef`: some letters, then hexadecimal digits. */
export const isUid = (text: string): boolean => /^[a-z]{2,4}[0-9a-f]{14,}$/.test(text);

/** 32 hexadecimal digits, as nodes of rich text have. */
export const makeUid = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
