// Previews of assets: pictures of at most 64 KB, read like any resource, and never a part of an answer.
import { expect, it } from 'vitest';
import { open } from '../../harness.ts';

const read = async (opened: Awaited<ReturnType<typeof open>>, uid: string) => {
  const { contents } = await opened.client.readResource({ uri: `contentstack://main/assets/${uid}/preview` });
  return contents[0] as { mimeType?: string; blob?: string; text?: string };
};

it('gives each picture of the stack as a blob that a page may hold, and nothing for what is none', async () => {
  await using opened = await open();
  const listed = await opened.call('list_assets', { limit: 100 });
  const { columns, rows } = listed as { columns: string[]; rows: string[][] };
  const uids = rows.map(row => row[columns.indexOf('uid')] as string);
  let pictures = 0;
  for (const uid of uids) {
    const found = await read(opened, uid).catch(() => undefined);
    if (!found) continue;
    pictures += 1;
    expect(found.mimeType).toMatch(/^image\/(png|jpeg|gif|webp)$/);
    expect(Buffer.from(found.blob ?? '', 'base64').length).toBeLessThanOrEqual(65_536);
  }
  expect(pictures).toBeGreaterThan(3);
});
