// An export of Contentstack's CLI, read from its folder into what it holds.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Export } from './compare.ts';

/** Entries and assets lie in files of random names, listed in an index; what these files are called says nothing. */
const chunk = /^[0-9a-f-]{36}-/;
const index = /^(entries\/.*\/index|assets\/(assets|metadata)|export-info)\.json$/;

/** @param folder of one branch. */
export function readExport(folder: string): Export {
  const held: Export = {};
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const whole = join(file.parentPath, file.name);
    const path = whole.slice(folder.length + 1);
    if (path.startsWith('assets/files/')) {
      const [uid, filename] = [basename(dirname(path)), file.name];
      const sha256 = createHash('sha256').update(readFileSync(whole)).digest('hex');
      held['assets/files'] = { ...(held['assets/files'] as object), [uid]: { uid, filename, sha256 } };
    } else if (!index.test(path)) {
      const name = chunk.test(file.name) ? dirname(path) : path.replace(/\.json$/, '');
      const content = JSON.parse(readFileSync(whole, 'utf8'));
      held[name] = Array.isArray(content) ? content : { ...(held[name] as object), ...content };
    }
  }
  return held;
}
