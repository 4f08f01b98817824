// Probes of what is not there: the status by module.
import { randomUUID } from 'node:crypto';
import { type Ground, nowhere, plainType } from '../ground.ts';
import { type Name, NotShown, type Probe } from '../probe.ts';

/** How an object of each module is addressed. */
const addresses: Record<string, (uid: string, ground: Ground) => Promise<string> | string> = {
  assets: uid => `/assets/${uid}`,
  audit_log: uid => `/audit-logs/${uid}`,
  branches: (_, { prefix }) => `/stacks/branches/${prefix}`,
  bulk: () => `/bulk/jobs/${randomUUID()}`,
  content_types: (_, { prefix }) => `/content_types/${prefix}_nowhere`,
  entries: async (uid, ground) => `/content_types/${await plainType(ground)}/entries/${uid}`,
  environments: (_, { prefix }) => `/environments/${prefix}_nowhere`,
  global_fields: (_, { prefix }) => `/global_fields/${prefix}_nowhere`,
  labels: uid => `/labels/${uid}`,
  languages: () => '/locales/yo-ng',
  metadata: uid => `/metadata/${uid.replace('blt', 'cs')}`,
  publish_queue: () => `/publish-queue/${randomUUID()}`,
  publish_rules: uid => `/workflows/publishing_rules/${uid}`,
  releases: uid => `/releases/${uid}`,
  roles: uid => `/roles/${uid}`,
  taxonomies: (_, { prefix }) => `/taxonomies/${prefix}_nowhere`,
  users: uid => `/users/${uid}`,
  variants: uid => `/variants/${uid.replace('blt', 'cs')}`,
  webhooks: uid => `/webhooks/${uid}`,
  workflows: uid => `/workflows/${uid}`,
};

const versions: Record<string, Record<string, string>> = { bulk: { api_version: '3.2', bulk_version: '2.0' } };

const toProbe = (module: string): Probe => {
  const name = `notFoundStatus.${module}` as Name;
  return {
    shows: [name],
    async play(ground, show) {
      const address = await addresses[module]?.(nowhere(), ground);
      const reply = await ground.api.get(String(address), versions[module]);
      // A token is no user, whatever it asks for.
      if ([401, 403].includes(reply.status)) throw new NotShown('tokens are not let in');
      if (reply.ok) throw new NotShown('it is there');
      show(name, reply.status);
    },
  };
};

const missingExtension: Probe = {
  shows: ['missingExtension'],
  async play({ api }, show) {
    show('missingExtension', (await api.get(`/extensions/${nowhere()}`)).status);
  },
};

export const missing = [...Object.keys(addresses).map(toProbe), missingExtension];
