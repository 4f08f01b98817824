// Probes of releases and bulk operations.
import { type Json, must, took } from '../client.ts';
import {
  entriesOf,
  environmentOf,
  field,
  type Ground,
  makeEntry,
  makeType,
  masterOf,
  patiently,
  plainType,
} from '../ground.ts';
import { NotShown, type Probe } from '../probe.ts';

const newest = { api_version: '3.2', bulk_version: '2.0' };

const lockedReleaseDeletion: Probe = {
  shows: ['lockedReleaseDeletion'],
  async play({ api, prefix }, show) {
    const given = { name: `${prefix}_locked`, description: '', locked: true, archived: false };
    const { uid } = must(await api.post('/releases', { release: given })).release;
    const { release } = must(await api.get(`/releases/${uid}`));
    if (release.locked !== true) throw new NotShown('the release could not be locked');
    show('lockedReleaseDeletion', took(await api.remove(`/releases/${uid}`)) ? 'allow' : 'refuse');
  },
};

/** Eleven entries: one more than some pages allow at a time. */
const crowd = (ground: Ground) =>
  ground.once('crowd', async () => {
    const type = await makeType(ground, 'crowd');
    const made: Json[] = [];
    for (let at = 1; at <= 11; at += 1) made.push(await makeEntry(ground, type, { title: `one of many ${at}` }));
    return { type, uids: made.map(({ uid }) => String(uid)) };
  });

/** Waits until a job is done: no more than two may be under way. */
const finish = ({ api }: Ground, uid: string): Promise<Json> =>
  patiently('the end of a job', async () => {
    const reply = await api.get(`/bulk/jobs/${uid}`, newest);
    const { status, ...rest } = must(reply).job ?? reply.body;
    return [4, 5, 6].includes(Number(status)) ? { status, ...rest } : undefined;
  });

const bulkLimits: Probe = {
  shows: ['bulkLimits'],
  async play(ground, show) {
    const { type, uids } = await crowd(ground);
    const [{ name }, master] = [await environmentOf(ground), await masterOf(ground)];
    const publish = (count: number) => {
      const entries = uids.slice(0, count).map(uid => ({ uid, content_type: type, locale: master, version: 1 }));
      return ground.api.post('/bulk/publish', { entries, locales: [master], environments: [name] });
    };
    const { job_id } = must(await publish(10));
    if (job_id) await finish(ground, job_id);
    const more = await publish(11);
    show('bulkLimits', took(more) ? 'nested publishing page' : 'API page');
    if (more.body?.job_id) await finish(ground, more.body.job_id);
  },
};

const nestedQueueItems: Probe = {
  shows: ['nestedQueueItems'],
  async play(ground, show) {
    const inner = await makeType(ground, 'inside');
    const refers = field('other', 'reference', { reference_to: [inner], field_metadata: { ref_multiple: true } });
    const outer = await makeType(ground, 'outside', [refers]);
    const { uid: other } = await makeEntry(ground, inner, { title: 'inside' });
    const fields = { title: 'outside', other: [{ uid: other, _content_type_uid: inner }] };
    const { uid } = await makeEntry(ground, outer, fields);
    const [{ name }, master] = [await environmentOf(ground), await masterOf(ground)];
    const entries = [{ uid, content_type: outer, locale: master, version: 1 }];
    const body = { entries, locales: [master], environments: [name], publish_with_reference: true };
    must(await ground.api.post('/bulk/publish', body, { api_version: '3.2' }));
    const isQueued = async (headers: Record<string, string>): Promise<boolean> => {
      const { queue } = must(await ground.api.get('/publish-queue?limit=50&desc=created_at', headers));
      return queue.some((item: Json) => (item.entry as Json | undefined)?.uid === uid);
    };
    await patiently('an item of the queue', async () => (await isQueued({ api_version: '3.2' })) || undefined);
    show('nestedQueueItems', (await isQueued({})) ? 'always' : 'with api_version');
  },
};

const releaseJobAnswer: Probe = {
  shows: ['releaseJobAnswer'],
  async play(ground, show) {
    const [type, locale] = [await plainType(ground), await masterOf(ground)];
    const { uid } = await makeEntry(ground, type, { title: 'into a release' });
    const given = { name: `${ground.prefix}_bulk`, description: '', locked: false, archived: false };
    const { release } = must(await ground.api.post('/releases', { release: given }, { release_version: '2.0' }));
    const items = [{ uid, content_type_uid: type, version: 1, locale, title: 'into a release' }];
    const body = { release: release.uid, action: 'publish', locale: [locale], reference: false, items };
    const { job, job_id } = must(await ground.api.post('/bulk/release/items', body, newest));
    show('releaseJobAnswer', job?._id ? 'job' : job_id ? 'job_id' : 'neither');
    await finish(ground, job?._id ?? job_id);
  },
};

const badPublishBody: Probe = {
  shows: ['badPublishBody'],
  async play(ground, show) {
    const type = await plainType(ground);
    const { uid } = await makeEntry(ground, type, { title: 'published badly' });
    show('badPublishBody', (await ground.api.post(`${entriesOf(type)}/${uid}/publish`, {})).status);
  },
};

const jobs: Probe = {
  shows: ['jobVersionHeader', 'bulkJobsKey'],
  async play({ api }, show) {
    const body = must(await api.get('/bulk/jobs?limit=1', newest));
    show('bulkJobsKey', Object.keys(body).find(key => Array.isArray(body[key])) ?? 'no list');
    show('jobVersionHeader', took(await api.get('/bulk/jobs?limit=1')) ? 'optional' : 'required');
  },
};

const bulkDeleteMaximum: Probe = {
  shows: ['bulkDeleteMaximum'],
  async play(ground, show) {
    const { type, uids } = await crowd(ground);
    const locale = await masterOf(ground);
    const entries = uids.map(uid => ({ uid, content_type: type, locale }));
    if (took(await ground.api.post('/bulk/delete', { entries }))) return show('bulkDeleteMaximum', 100);
    must(await ground.api.post('/bulk/delete', { entries: entries.slice(0, 10) }));
    show('bulkDeleteMaximum', 10);
    const isGone = async () => ((await ground.api.get(`${entriesOf(type)}/${uids[0]}`)).ok ? undefined : true);
    await patiently('a bulk delete', isGone);
  },
};

export const publishing = [
  lockedReleaseDeletion,
  bulkLimits,
  nestedQueueItems,
  releaseJobAnswer,
  badPublishBody,
  jobs,
  bulkDeleteMaximum,
];
