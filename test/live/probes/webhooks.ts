// Probes of webhooks; all are switched off, so nothing is ever sent.
import { must, took } from '../client.ts';
import type { Ground } from '../ground.ts';
import { NotShown, type Probe } from '../probe.ts';

const password = 'live-password';

const post = ({ api, prefix }: Ground, name: string, more: Record<string, unknown> = {}) => {
  const basic = { authentication_type: 'Basic', http_basic_auth: 'live', http_basic_password: password };
  const webhook = {
    name: `${prefix}_${name}`,
    destinations: [{ target_url: 'https://example.com/live', ...basic, custom_header: [] }],
    channels: ['assets.create'],
    branches: ['main'],
    retry_policy: 'manual',
    disabled: true,
    ...more,
  };
  return api.post('/webhooks', { webhook });
};

const webhookPasswords: Probe = {
  shows: ['webhookPasswords', 'partialWebhookUpdate'],
  async play(ground, show) {
    const { uid } = must(await post(ground, 'secret')).webhook;
    const path = `/webhooks/${uid}`;
    const read = must(await ground.api.get(path)).webhook.destinations?.[0]?.http_basic_password;
    show('webhookPasswords', read === password ? 'shown' : /^\*+$/.test(read) ? 'masked' : 'left out');
    const reply = await ground.api.put(path, { webhook: { disabled: true } });
    if (!took(reply)) return show('partialWebhookUpdate', 'refuse');
    const { webhook } = must(await ground.api.get(path));
    if (webhook.name === undefined) throw new NotShown('the webhook has no name any more');
    show('partialWebhookUpdate', webhook.destinations?.length === 1 ? 'keep' : 'clear');
  },
};

const webhookBranches: Probe = {
  shows: ['webhookBranches'],
  async play(ground, show) {
    must(await post(ground, 'branch'));
    const reply = await post(ground, 'branches', { branches: ['main', ground.prefix] });
    show('webhookBranches', took(reply) ? 'any' : 'one that exists');
  },
};

export const webhooks = [webhookPasswords, webhookBranches];
