// Probes of assets: uploads without a file, versions, permanent URLs, and the queue that shows them.
import { type Json, must } from '../client.ts';
import { environmentOf, fileOf, masterOf, patiently, upload } from '../ground.ts';
import { NotShown, type Probe } from '../probe.ts';

const missingUpload: Probe = {
  shows: ['missingUpload'],
  async play(ground, show) {
    const body = new FormData();
    body.append('asset[title]', `${ground.prefix} without a file`);
    const reply = await ground.api.send('POST', '/assets', { body });
    show('missingUpload', reply.status);
  },
};

const versions: Probe = {
  shows: ['assetDetails', 'assetRevision'],
  async play(ground, show) {
    const { uid } = await upload(ground, 'versions');
    const path = `/assets/${uid}`;
    const title = `${ground.prefix} versions again`;
    const { asset: renamed } = must(await ground.api.put(path, { asset: { title } }));
    show('assetDetails', renamed._version > 1 ? 'new version' : 'same version');
    const body = fileOf(`${ground.prefix}_other`);
    const { asset: replaced } = must(await ground.api.send('PUT', path, { body }));
    if (replaced._version < 2) throw new NotShown('another file makes no version');
    must(await ground.api.put(path, { version: 1 }));
    const { asset } = must(await ground.api.get(path));
    if (asset._version === replaced._version) throw new NotShown('the latest version stays the latest');
    show('assetRevision', asset._version === 1 ? 'that version' : 'new version');
  },
};

const permanentUrlAccess: Probe = {
  shows: ['permanentUrlAccess'],
  async play(ground, show) {
    const { uid, url } = await upload(ground, 'permanent');
    const permanent_url = `${new URL(url).origin}/v3/assets/${ground.apiKey}/${uid}/${ground.prefix}`;
    must(await ground.api.put(`/assets/${uid}`, { asset: { permanent_url } }));
    const { status } = await ground.stranger.send('GET', permanent_url);
    if (status === 200) show('permanentUrlAccess', 'public');
    else if ([401, 403, 412, 422].includes(status)) show('permanentUrlAccess', 'token');
    else throw new NotShown(`the URL is answered with ${status}`);
  },
};

const queuedAssetKey: Probe = {
  shows: ['queuedAssetKey'],
  async play(ground, show) {
    const { uid } = await upload(ground, 'queued');
    const [{ name }, master] = [await environmentOf(ground), await masterOf(ground)];
    const asset = { environments: [name], locales: [master] };
    must(await ground.api.post(`/assets/${uid}/publish`, { asset }));
    const key = await patiently('an item of the queue', async () => {
      const { queue } = must(await ground.api.get('/publish-queue?limit=50&desc=created_at'));
      const isOfIt = (value: unknown): boolean => (value as Json | null)?.uid === uid;
      return queue.map((item: Json) => Object.keys(item).find(each => isOfIt(item[each]))).find(Boolean);
    });
    show('queuedAssetKey', key);
  },
};

export const assets = [missingUpload, versions, permanentUrlAccess, queuedAssetKey];
