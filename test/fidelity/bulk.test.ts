// Bulk operations through Contentstack's own SDK.
import { expect, it } from 'vitest';
import { type OpenedSdk, openSdk, type Sdk } from './sdk.ts';

const atOnce = { pace: { queue: 0, work: 0 } };

async function prepare({ stack, sandbox }: OpenedSdk) {
  const { items } = await stack.contentType('author').entry().query({ limit: 2 }).find();
  const entries = items.map(({ uid }: Sdk) => ({ uid, content_type: 'author', locale: 'en-us' }));
  const [asset] = Object.keys(sandbox.state.branches.main?.assets ?? {});
  return { entries, assets: [{ uid: asset }] };
}

it('publishes and unpublishes, and reports on the job and its items', async () => {
  await using opened = await openSdk(atOnce);
  const { stack } = opened;
  const { entries, assets } = await prepare(opened);
  const details = { entries, assets, locales: ['en-us'], environments: ['preview'] };
  const { notice, job_id } = await stack
    .bulkOperation()
    .publish({ details, api_version: '3.2', skip_workflow_stage: true, approvals: true, is_nested: true });
  expect(notice).toContain('bulk publish request is in progress');

  const job = await stack.bulkOperation().jobStatus({ job_id, api_version: '3.2' });
  expect(job).toMatchObject({ uid: job_id, action: 'publish', status: 4, api_key: opened.sandbox.api_key });
  expect(job.body).toMatchObject({ locales: ['en-us'], environments: [expect.any(String)] });
  expect(job.summary).toMatchObject({ total_processed: 3, success: 3, unsuccess: 0 });

  const items = await stack.bulkOperation().getJobItems(job_id, { include_count: true, limit: 2, type: 'entry' });
  expect(items).toMatchObject({ skip: 0, limit: 2, total_count: 2 });
  expect(items.items.map((item: Sdk) => item.uid).sort()).toEqual(entries.map(({ uid }: Sdk) => uid).sort());

  const taken = await stack.bulkOperation().unpublish({ details, api_version: '3.2', unpublishAllLocalized: true });
  expect(await stack.bulkOperation().jobStatus({ job_id: taken.job_id, api_version: '3.2' })).toMatchObject({
    action: 'unpublish',
    status: 4,
  });
  const author = await stack.contentType('author').entry(entries[0].uid).fetch({ include_publish_details: true });
  expect(author.publish_details.map(({ environment }: Sdk) => environment)).not.toContain(job.body.environments[0]);
});

it('goes through the steps of a job as a client waits for them', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const { entries } = await prepare(opened);
  const details = { entries, locales: ['en-us'], environments: ['preview'] };
  const { job_id } = await stack.bulkOperation().publish({ details, api_version: '3.2' });
  await expect
    .poll(async () => (await stack.bulkOperation().jobStatus({ job_id, api_version: '3.2' })).status, {
      timeout: 10_000,
    })
    .toBe(4);
});

it('deletes', async () => {
  await using opened = await openSdk(atOnce);
  const { stack } = opened;
  const { assets } = await prepare(opened);
  const type = stack.contentType('author');
  const { uid } = await type.entry().create({ entry: { title: 'Passing by', bio: 'Gone tomorrow.' } });
  const details = { entries: [{ uid, content_type: 'author', locale: 'en-us' }], assets };
  expect((await stack.bulkOperation().delete({ details })).notice).toContain('bulk delete request is in progress');
  expect(await opened.refused(type.entry(uid).fetch())).toMatchObject({ status: 422, errorCode: 141 });
  expect(await opened.refused(stack.asset(assets[0]?.uid).fetch())).toMatchObject({ status: 422 });
});

it('adds to a release and updates what is in it', async () => {
  await using opened = await openSdk(atOnce);
  const { stack } = opened;
  const { entries } = await prepare(opened);
  const { uid } = await stack.release().create({ release: { name: 'Spring' } });
  const items = entries.map((entry: Sdk) => ({ uid: entry.uid, content_type_uid: 'author' }));
  const data = { release: uid, action: 'publish', locale: ['en-us'], reference: false, items };
  const added = await stack.bulkOperation().addItems({ data, bulk_version: '2.0' });
  expect(added).toMatchObject({
    job: { _id: expect.any(String) },
    notice: 'Your add to release request is in progress.',
  });
  expect((await stack.release(uid).item().findAll()).items).toHaveLength(2);

  const entry = await stack.contentType('author').entry(entries[0].uid).fetch();
  const { _version: before } = entry;
  await entry.update();
  const updated = await stack
    .bulkOperation()
    .updateItems({ data: { release: uid, items: ['$all'] }, bulk_version: '2.0' });
  expect(updated.notice).toContain('to latest version');
  const job = await stack.bulkOperation().jobStatus({ job_id: updated.job._id, bulk_version: '2.0' });
  expect(job).toMatchObject({ action: 'update_release_items', status: 4 });
  const held = (await stack.release(uid).item().findAll()).items.find((item: Sdk) => item.uid === entries[0].uid);
  expect(held.version).toBe(before + 1);
});

it('is refused what is too much, and what is a user’s', async () => {
  await using opened = await openSdk(atOnce);
  const { stack } = opened;
  const { entries } = await prepare(opened);
  const many = Array.from({ length: 11 }, () => entries[0]);
  const details = { entries: many, locales: ['en-us'], environments: ['preview'] };
  const bulk = stack.bulkOperation();
  expect(await opened.refused(bulk.publish({ details }))).toMatchObject({ status: 422, errorCode: 141 });
  expect(await opened.refused(bulk.update({ entries, workflow: {} }))).toMatchObject({ status: 401, errorCode: 105 });
});
