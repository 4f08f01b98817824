// Rehearsals under the owner's rules: what they forbid is refused as ever, and what they want asked is told as a question.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Json, open } from '../harness.ts';
import { mark } from './both.ts';

function writePolicy(rules: Json[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'policy.json');
  writeFileSync(file, JSON.stringify({ rules }));
  return file;
}

const entry = { content_type_uid: 'announcement', entry_uid: 'bltcb8f9f8fc4526d43' };
const toPublish = (environment: string): Json => ({
  ...entry,
  entry: { environments: [environment], locales: ['en-us'] },
});

it('refuses what the rules forbid, and tells what they want asked', async () => {
  const POLICY = writePolicy([
    { name: 'never production', effects: ['publish'], environments: ['production'], then: 'deny' },
    { name: 'ask me', effects: ['publish', 'update'], then: 'ask' },
  ]);
  let asked = 0;
  await using opened = await open({
    settings: { DRY_RUN: 'true', POLICY },
    reply: () => {
      asked += 1;
      return { action: 'accept', content: { confirm: true } };
    },
  });
  const forbidden = await opened.fail('publish_entry', toPublish('production'));
  expect(forbidden).toContain('never production');
  expect(forbidden).toContain(`This is a rehearsal: ${mark}.`);
  const told = await opened.call('publish_entry', toPublish('staging'));
  expect(told).toMatchObject({
    rehearsal: mark,
    would: { ask: [expect.stringContaining('ask me')], send: [{ method: 'POST' }] },
  });
  const edited = await opened.call('edit_entry', { ...entry, edits: [{ at: 'tags', insert: 'winter' }] });
  expect(edited).toMatchObject({
    rehearsal: mark,
    would: { ask: [expect.stringContaining('ask me')], send: [{ method: 'PUT' }] },
  });
  expect(asked).toBe(0);
  expect(opened.sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});

it('refuses what the rules want asked where nobody can be', async () => {
  const POLICY = writePolicy([{ name: 'ask me', effects: ['publish'], then: 'ask' }]);
  await using opened = await open({ settings: { DRY_RUN: 'true', POLICY } });
  expect(await opened.fail('publish_entry', toPublish('staging'))).toContain('ask me');
});
