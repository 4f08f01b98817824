// What looks like a uid, and not like a title or a name.

/** `blt0123456789abcdef`, `cs0123456789abcdef`: some letters, then hexadecimal digits. */
export const isUid = (text: string): boolean => /^[a-z]{2,4}[0-9a-f]{14,}$/.test(text);
