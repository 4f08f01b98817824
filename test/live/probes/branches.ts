// Probes of branches: names in the header, and tokens that are limited to some.
import { allowed, type Json, must, type Reply, took } from '../client.ts';
import type { Ground } from '../ground.ts';
import { NotShown, type Probe } from '../probe.ts';

const listBranches = async (ground: Ground): Promise<string[]> =>
  must(await ground.api.get('/stacks/branches?limit=100')).branches.map(({ uid }: Json) => String(uid));

interface Reach {
  all: string[];
  own: string;
  foreign: string;
  refusal: Reply;
}

/** Which branches the limited token has. */
const findReach = (ground: Ground): Promise<Reach> =>
  ground.once('reach', async () => {
    const all = await listBranches(ground);
    let own: string | undefined;
    let foreign: string | undefined;
    let refusal: Reply | undefined;
    for (const branch of all) {
      const reply = await (ground.branch ?? ground.api).get('/content_types?limit=1', { branch });
      if (took(reply)) own ??= branch;
      else [foreign, refusal] = [foreign ?? branch, refusal ?? reply];
    }
    if (!own || !foreign || !refusal) throw new NotShown('the token that was given for one branch has all or none');
    return { all, own, foreign, refusal };
  });

const unknownBranch: Probe = {
  shows: ['unknownBranch', 'branchRefusalStatus', 'branchOfEnvironments'],
  async play(ground, show) {
    const environments = await ground.api.get('/environments?limit=1', { branch: ground.prefix });
    show('branchOfEnvironments', took(environments) ? 'ignored' : 'refused');
    const unknown = await ground.api.get('/content_types?limit=1', { branch: ground.prefix });
    if (took(unknown)) throw new NotShown('a branch that does not exist is answered');
    const isForbidden = unknown.code === 901;
    show('unknownBranch', isForbidden ? 'like a forbidden one' : 'not found');
    if (isForbidden && !ground.branch) show('branchRefusalStatus', unknown.status);
    if (!ground.branch) throw new NotShown('there is no token for one branch');
    show('branchRefusalStatus', (await findReach(ground)).refusal.status);
  },
};

const limitedToken: Probe = {
  shows: ['branchLimitedGlobalWrites', 'branchListing', 'foreignBranches'],
  needs: 'branch',
  async play(ground, show) {
    const { branch = ground.api } = ground;
    const { all, own, foreign } = await findReach(ground);
    const listed = must(await branch.get('/stacks/branches?limit=100', { branch: own })).branches;
    show('branchListing', listed.length < all.length ? 'those of the token' : 'all');
    const query = `base_branch=${foreign}&compare_branch=${own}`;
    must(await ground.api.get(`/stacks/branches_compare?${query}`));
    const compared = await branch.get(`/stacks/branches_compare?${query}`, { branch: own });
    show('foreignBranches', allowed(compared) ? 'allow' : 'refuse');
    const environment = { name: `${ground.prefix}_limited`, urls: [], servers: [], deploy_content: false };
    const made = await branch.post('/environments', { environment }, { branch: own });
    show('branchLimitedGlobalWrites', allowed(made) ? 'allow' : 'refuse');
  },
};

export const branches = [unknownBranch, limitedToken];
