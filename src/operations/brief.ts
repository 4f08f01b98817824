// What was given, said back by as many characters as it takes to know it again. Pure.

/** Longer names are cut: nobody has such a name, and who gave it need not read it again. */
const longest = 60;

export const toBrief = (text: string, most = longest): string =>
  text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`;
