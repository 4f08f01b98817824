// Reads CSV as RFC 4180 has it: rows by the names of their columns.

export function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  // A quoted cell or a plain one, and what ends it.
  for (const [, quoted, plain = '', end] of text.trimEnd().matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  const [head = [], ...body] = rows;
  return body.map(cells => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ''])));
}
