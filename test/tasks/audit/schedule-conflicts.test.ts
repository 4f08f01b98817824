// The task audit_content, schedule_conflicts: what is scheduled and contradicts itself, or is about what is gone.
import { expect, it } from 'vitest';
import type { Json } from '../../harness.ts';
import { audit, openPlanted, plant, uid } from './stack.ts';

const names = [
  'clash',
  'versions',
  'campaign',
  'newer',
  'twice',
  'places',
  'single',
  'gone',
  'pic',
  'called',
  'lost',
  'left',
];
const day = (count: number): string => new Date(Date.now() + count * 24 * 3600 * 1000).toISOString();

it('finds contradictions for one item, environment and language, and what is about nothing', async () => {
  await using opened = await openPlanted({
    assets: ['pic', 'lost'],
    entries: ['clash', 'versions', 'campaign', 'newer', 'twice', 'places', 'single', 'gone', 'called', 'left'].map(
      name => plant('note', name, { 'en-us': { mood: 'sad' }, ...(name === 'gone' ? {} : { 'fr-fr': {} }) }),
    ),
  });
  const plan = (action: string, name: string, at: number, more: Json = {}) =>
    opened.call(`${action}_entry`, {
      content_type_uid: 'note',
      entry_uid: uid(name),
      entry: { environments: ['production'], locales: ['en-us'] },
      scheduled_at: day(at),
      ...more,
    });
  const planFile = (action: string, name: string, at: number) =>
    opened.call(`${action}_asset`, {
      asset_uid: uid(name),
      asset: { environments: ['production'], locales: ['en-us'] },
      scheduled_at: day(at),
    });
  await plan('publish', 'clash', 2);
  await plan('unpublish', 'clash', 2);
  for (const name of ['versions', 'newer'])
    await opened.call('update_entry', { content_type_uid: 'note', entry_uid: uid(name), entry: { plain: 'x' } });
  await plan('publish', 'versions', 2, { version: 2 });
  await plan('publish', 'versions', 3, { version: 1 });
  // Live for some days, and a newer version after an older one: that is meant.
  await plan('publish', 'campaign', 2);
  await plan('unpublish', 'campaign', 5);
  await plan('publish', 'newer', 2, { version: 1 });
  await plan('publish', 'newer', 3, { version: 2 });
  // The same thing twice, in two places, in two languages, or taken back: no contradiction.
  await plan('publish', 'twice', 2);
  await plan('publish', 'twice', 3);
  await plan('publish', 'places', 2);
  await plan('unpublish', 'places', 3, { entry: { environments: ['staging'], locales: ['en-us'] } });
  await plan('unpublish', 'places', 3, {
    entry: { environments: ['production'], locales: ['fr-fr'] },
    locale: 'fr-fr',
  });
  await plan('publish', 'single', 2);
  await plan('publish', 'called', 2);
  await plan('unpublish', 'called', 3);
  await plan('publish', 'gone', 2);
  await plan('publish', 'left', 2);
  await planFile('publish', 'pic', 2);
  await planFile('unpublish', 'pic', 2);
  await planFile('publish', 'lost', 2);
  const { queue } = await opened.call('list_publish_queue', { fields: ['all'] });
  const called = (queue as Json[]).find(
    each => (each.entry as Json)?.uid === uid('called') && each.action === 'unpublish',
  );
  await opened.call('cancel_scheduled_publish', { publish_queue_uid: called?.uid });
  await opened.call('delete_entry', { content_type_uid: 'note', entry_uid: uid('gone') });
  // Its French version stays.
  await opened.call('delete_entry', { content_type_uid: 'note', entry_uid: uid('left') });
  await opened.call('delete_asset', { asset_uid: uid('lost') });
  opened.sandbox.requests.splice(0);
  const { answer, lines } = await audit(opened, { checks: ['schedule_conflicts'] }, names);
  const said = lines.map(line => line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, '<day>')).sort();
  expect(said).toEqual([
    '<clash> en-us null: publish version 1 on <day>, unpublish on <day> in production',
    '<gone> en-us null: note <gone> is gone: publish version 1 on <day> in production',
    '<left> en-us null: note <left> is not there in en-us: publish version 1 on <day> in production',
    '<lost> en-us null: asset <lost> is gone: publish version 1 on <day> in production',
    '<pic> en-us null: publish version 1 on <day>, unpublish on <day> in production',
    '<versions> en-us null: publish version 2 on <day>, publish version 1 on <day> in production',
  ]);
  expect(answer.says).toBe('6 schedule conflicts in 20 scheduled actions');
  // No entry is scanned for it; what is there is asked by uid.
  expect(opened.sandbox.requests.filter(({ path }) => path.includes('/publish-queue')).length).toBe(1);
  expect(opened.sandbox.requests.filter(({ path }) => /note\/entries/.test(path)).length).toBe(5);
  const elsewhere = await audit(opened, { checks: ['schedule_conflicts'], environment: 'staging' }, names);
  expect(elsewhere.lines).toEqual([]);
  expect(elsewhere.answer.says).toBe('0 schedule conflicts in 1 scheduled action');
  const others = await audit(opened, { checks: ['schedule_conflicts'], content_types: ['person'] }, names);
  expect(others.lines).toEqual([]);
  expect(others.answer.says).toBe('0 schedule conflicts in 0 scheduled actions');
  const beside = await audit(opened, { checks: ['schedule_conflicts', 'untranslated', 'invalid'] }, names);
  expect(beside.answer.says).toMatch(
    /^\d+ missing translations, \d+ invalid values in \d+ entries, 3 languages; 6 schedule conflicts in 20 scheduled actions$/,
  );
});
