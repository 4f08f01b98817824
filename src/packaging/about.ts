// What package.json says of the package, and how the other descriptions of it put things.

export interface About {
  name: string;
  version: string;
  /** Its name in the MCP registry: the one place where the owner of the namespace stands. */
  mcpName: string;
  description: string;
  license: string;
  author: string;
  keywords: string[];
  engines: { node: string };
}

/** For people, where there is room for more than the package's name. */
export const displayName = 'Contentstack Content Management';

/** The meaning of a setting as a sentence, for where no markdown is shown. */
export function toSentence(meaning: string): string {
  const text = meaning.replaceAll('`', '');
  // What began as code is a word to be typed as it stands.
  const start = meaning.startsWith('`') ? text : `${text[0]?.toUpperCase()}${text.slice(1)}`;
  return start.endsWith('…') ? start : `${start}.`;
}

/** Whether the changelog gives a version a date. Before that, its name on npm belongs to nobody. @throws when it has no such version. */
export function isReleased(changelog: string, version: string): boolean {
  const heading = changelog.split('\n').find(line => line.startsWith(`## ${version} (`));
  if (!heading) throw new Error(`the changelog has no ${version}`);
  return !heading.includes('unreleased');
}
