// Probes of tokens: refusals, and in which order a request is checked.
import { describe, isLike, must, type Reply, took } from '../client.ts';
import {
  entriesOf,
  environmentOf,
  type Ground,
  makeEntry,
  makeType,
  masterOf,
  nowhere,
  plainType,
  typeOf,
} from '../ground.ts';
import { NotShown, type Probe } from '../probe.ts';

const label = (ground: Ground, name: string) => ({ label: { name: `${ground.prefix}_${name}`, parent: [] } });

/** What the read-only token gets for a write that any other may do. */
async function refuseWrite(ground: Ground, name: string): Promise<Reply> {
  const reply = await (ground.readOnly ?? ground.api).post('/labels', label(ground, name));
  if (took(reply)) throw new NotShown('the token that was given as read-only may write');
  return reply;
}

const readOnlyRefusal: Probe = {
  shows: ['readOnlyRefusal.status', 'readOnlyRefusal.code'],
  needs: 'readOnly',
  async play(ground, show) {
    const { status, code } = await refuseWrite(ground, 'refused');
    show('readOnlyRefusal.status', status);
    show('readOnlyRefusal.code', code);
  },
};

const permissionCheck: Probe = {
  shows: ['permissionCheck'],
  needs: 'readOnly',
  async play(ground, show) {
    const refused = await refuseWrite(ground, 'refused_again');
    const path = `/labels/${nowhere()}`;
    const missed = await ground.api.remove(path);
    const asked = await (ground.readOnly ?? ground.api).remove(path);
    if (isLike(refused, missed)) throw new NotShown(`a refusal looks like a miss: ${describe(missed)}`);
    if (!isLike(asked, refused) && !isLike(asked, missed)) throw new NotShown(describe(asked));
    show('permissionCheck', isLike(asked, refused) ? 'before lookup' : 'after lookup');
  },
};

const userModules: Probe = {
  shows: ['userModuleRefusal.status', 'userModuleRefusal.code', 'usersWithToken', 'branchWrites'],
  async play({ api, prefix }, show) {
    const refused = await api.get('/stacks/settings');
    show('userModuleRefusal.status', refused.status);
    show('userModuleRefusal.code', refused.code);
    show('usersWithToken', took(await api.get('/stacks/users')) ? 'allow' : 'refuse');
    // There is no such branch, so nothing goes.
    const branch = await api.remove(`/stacks/branches/${prefix}?force=true`);
    show('branchWrites', isLike(branch, refused) || [401, 403].includes(branch.status) ? 'users only' : 'tokens too');
  },
};

const emptyJsonBody: Probe = {
  shows: ['emptyJsonBody'],
  async play(ground, show) {
    const { uid } = must(await ground.api.post('/labels', label(ground, 'empty'))).label;
    const reply = await ground.api.remove(`/labels/${uid}`, undefined, { 'content-type': 'application/json' });
    show('emptyJsonBody', took(reply) ? 'accept' : 'refuse');
  },
};

const limitAboveMaximum: Probe = {
  shows: ['limitAboveMaximum'],
  async play({ api }, show) {
    must(await api.get('/content_types?limit=100'));
    show('limitAboveMaximum', took(await api.get('/content_types?limit=101')) ? 'clamp' : 'refuse');
  },
};

const auditLogItem: Probe = {
  shows: ['auditLogItem'],
  async play(ground, show) {
    await plainType(ground);
    const [item] = must(await ground.api.get('/audit-logs?limit=1')).logs ?? [];
    if (!item) throw new NotShown('the audit log is empty');
    const body = must(await ground.api.get(`/audit-logs/${item.uid ?? item._id}`));
    show('auditLogItem', Object.keys(body).find(key => /log/.test(key)) ?? 'no log');
  },
};

const unknownKeys: Probe = {
  shows: ['unknownKeys'],
  async play(ground, show) {
    const { label: given } = label(ground, 'keys');
    const reply = await ground.api.post('/labels', { label: { ...given, live_unknown: 'words' } });
    if (!took(reply)) return show('unknownKeys', 'refused');
    const read = must(await ground.api.get(`/labels/${reply.body.label.uid}`)).label;
    show('unknownKeys', 'live_unknown' in ([read].flat()[0] ?? {}) ? 'kept' : 'ignored');
  },
};

const strangeModule: Probe = {
  shows: ['strangeModule'],
  needs: 'module',
  async play(ground, show) {
    const { module = ground.api } = ground;
    const paths = ['/content_types', '/labels', '/environments', '/webhooks', '/roles', '/releases', '/taxonomies'];
    let strange: Reply | undefined;
    let own = false;
    for (const path of paths) {
      const reply = await module.get(`${path}?limit=1`);
      if (took(reply)) own = true;
      else strange ??= reply;
    }
    if (!strange || !own) throw new NotShown('the token that was given has all modules, or none that was asked');
    const login = await ground.api.get('/labels?limit=1', { authorization: 'cs000000000000000000000000' });
    const write = ground.readOnly && (await refuseWrite(ground, 'refused_too'));
    if (write && isLike(strange, write)) show('strangeModule', 'like a read-only write');
    else if (isLike(strange, login)) show('strangeModule', 'like no login');
    else if (write) show('strangeModule', 'otherwise');
    else throw new NotShown(`there is no read-only token to compare with: ${describe(strange)}`);
  },
};

const roleBranchRule: Probe = {
  shows: ['roleBranchRule'],
  async play({ api, prefix }, show) {
    const own = { module: 'environment', environments: ['$all'], acl: { read: true } };
    const post = (name: string, rules: object[]) =>
      api.post('/roles', { role: { name: `${prefix}_${name}`, description: '', rules } });
    must(await post('placed', [{ module: 'branch', branches: ['main'], acl: { read: true } }, own]));
    show('roleBranchRule', took(await post('unplaced', [own])) ? 'optional' : 'required');
  },
};

const unknownEnvironment: Probe = {
  shows: ['unknownEnvironment.status', 'unknownEnvironment.code'],
  async play(ground, show) {
    const type = await plainType(ground);
    const { uid } = await makeEntry(ground, type, { title: 'for nowhere' });
    const [{ name }, master] = [await environmentOf(ground), await masterOf(ground)];
    const publish = (environment: string): Promise<Reply> => {
      const entry = { environments: [environment], locales: [master] };
      return ground.api.post(`${entriesOf(type)}/${uid}/publish`, { entry });
    };
    must(await publish(name));
    const reply = await publish(`${ground.prefix}_nowhere`);
    show('unknownEnvironment.status', reply.status);
    show('unknownEnvironment.code', reply.code);
  },
};

/** In one word: `422/141`. */
const word = ({ status, code }: Reply): string => `${status}/${code}`;

const refusals: Probe = {
  shows: [
    'refusals.wrongKey',
    'refusals.wrongToken',
    'refusals.takenTypeUid',
    'refusals.missingTitle',
    'refusals.takenLanguage',
    'refusals.noBody',
  ],
  async play(ground, show) {
    const { api } = ground;
    show('refusals.wrongKey', word(await api.get('/content_types?limit=1', { api_key: nowhere() })));
    const authorization = nowhere().replace('blt', 'cs');
    show('refusals.wrongToken', word(await api.get('/content_types?limit=1', { authorization })));
    const type = await makeType(ground, 'twice');
    show('refusals.takenTypeUid', word(await api.post('/content_types', typeOf(ground, 'twice'))));
    show('refusals.missingTitle', word(await api.post(entriesOf(type), { entry: {} })));
    const locale = { code: await masterOf(ground), name: `${ground.prefix}_again` };
    show('refusals.takenLanguage', word(await api.post('/locales', { locale })));
    show('refusals.noBody', word(await api.post('/labels', {})));
  },
};

export const access = [
  readOnlyRefusal,
  permissionCheck,
  userModules,
  emptyJsonBody,
  limitAboveMaximum,
  auditLogItem,
  unknownKeys,
  strangeModule,
  roleBranchRule,
  unknownEnvironment,
  refusals,
];
