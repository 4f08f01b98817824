// How whoever started this can start it again: from a clone or a bundle, by npx, or by its name. Pure.

/** @param path the program as it was started, `process.argv[1]`. */
export function toCalled(path: string | undefined, { name, version }: { name: string; version: string }): string {
  const parts = (path ?? '').split(/[/\\]/);
  if (parts.includes('_npx')) return `npx -y ${name}@${version}`;
  const last = parts.at(-1) ?? '';
  if (last === '' || last === name || last === `${name}.cmd`)
    return parts.includes('node_modules') ? `npx ${name}` : name;
  return `node ${/^[\w./\\:@+-]+$/.test(path ?? '') ? path : JSON.stringify(path)}`;
}
