// Addresses of resources: RFC 6570 templates with whole segments of the path and, at the end, a query as variables.

export type Variables = Record<string, string>;

/** Longer than any address of ours: uids have at most 200 characters. */
const longest = 2_000;

/** `contentstack://{branch}/entries/{content_type}/{uid}{?locale}` → its path, and the names in its query. */
function readTemplate(template: string): { path: string; queried: string[] } {
  const [, path = template, names] = /^([^?]*?)(?:\{\?([\w,]+)\})?$/.exec(template) ?? [];
  return { path, queried: names?.split(',') ?? [] };
}

/** The variables, decoded; undefined when the address is none of this template. What the query may hold may also be left out. */
export function matchUri(template: string, uri: string): Variables | undefined {
  if (uri.length > longest || uri.includes('#')) return undefined;
  const { path, queried } = readTemplate(template);
  const [address = '', query = ''] = uri.split(/\?(.*)/s);
  const pattern = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  const groups = new RegExp(`^${pattern}$`).exec(address)?.groups;
  const asked = [...new URLSearchParams(query)];
  const isKnown =
    asked.every(([name]) => queried.includes(name)) && new Set(asked.map(([name]) => name)).size === asked.length;
  if (!groups || !isKnown) return undefined;
  try {
    const inPath = Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]);
    return { ...Object.fromEntries(inPath), ...Object.fromEntries(asked) };
  } catch {
    return undefined;
  }
}

export function expandUri(template: string, variables: Variables): string {
  const { path, queried } = readTemplate(template);
  const query = queried.flatMap(name => {
    const value = variables[name];
    return value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`];
  });
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(variables[name] ?? ''));
  return query.length > 0 ? `${address}?${query.join('&')}` : address;
}
