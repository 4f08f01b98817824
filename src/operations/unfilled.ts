// Tells a value from a placeholder that nobody filled in. Pure.

/** What stands where a name was to be replaced: `${VAR}`, `$VAR`, `%VAR%`, `{{X}}`, `<your token>`. */
const unfilled = /^(?:\$\{.*\}|\$\w+|%\w+%|\{\{.*\}\}|<[^<>]+>)$/s;

/** Without the blanks around it, and the quotes that a shell would have taken off. */
export const strip = (text: string): string =>
  text
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .trim();

export const isUnfilled = (text: string): boolean => unfilled.test(strip(text));
