// Other people's secrets: planted wherever the CMA's answers carry them, none comes out of any tool, whole or in an error.
import { expect, it, onTestFinished } from 'vitest';
import { redactAnswer, redactError } from '../src/results/redact.ts';
import { demoSeed } from '../src/sandbox/seed/demo/index.ts';
import { type Json, type Opened, open } from './harness.ts';
import { operations } from './operations.ts';

/** Each place has a word of its own, so that a failure tells which one came out. */
const plant = (name: string) => `planted-${name}-5f0c`;
const planted = /planted-[\w-]+-5f0c/g;

const destination = {
  target_url: `https://user:${plant('target-url')}@hooks.example.com/in`,
  authentication_type: 'Basic',
  http_basic_auth: 'user',
  http_basic_password: plant('http-basic-password'),
  bearer_token: plant('bearer-token'),
  client_secret: plant('client-secret'),
  custom_header: [{ header_name: 'X-Key', value: plant('custom-header') }],
};
const headers = {
  Authorization: plant('authorization'),
  'X-Contentstack-Signature': plant('signature'),
  'X-Contentstack-Request-Signature': plant('request-signature'),
  'X-Key': plant('sent-header'),
};
const execution = {
  event_headers: headers,
  destination: [{ ...destination, anything: plant('destination') }],
  request_details: [
    { request: { headers }, response: { statusCode: 200, headers: { 'set-cookie': plant('cookie') } } },
  ],
};
const stack = {
  master_key: plant('master-key'),
  settings: { discrete_variables: { secret_key: plant('secret-key'), access_token: plant('access-token') } },
};
const role = { uid: 'blt1', name: 'R', owner: plant('owner'), stack };
const item = {
  uid: 'blt1',
  remote_addr: plant('remote-addr'),
  request: { headers: { authtoken: plant('authtoken') }, body: { token: { token: plant('request-body') } } },
  response: { entry: { title: plant('response-body'), deep: { deeper: [plant('deep')] } } },
};

/** What each request answers with, by its path: the fields that the reference's answers carry secrets in. */
const answers: [path: string, body: Json][] = [
  ['/webhooks', { webhooks: [{ uid: 'w', name: 'W', destinations: [destination] }] }],
  ['/webhooks/import', { webhook: { uid: 'w', destinations: [destination] } }],
  ['/webhooks/*/export', { name: 'W', destinations: [destination] }],
  ['/webhooks/*/executions', { webhooks: [{ uid: 'e', status: 200, ...execution }] }],
  ['/webhooks/*/logs', { webhook: { uid: 'e', status: 200, ...execution } }],
  ['/webhooks/*', { webhook: { uid: 'w', destinations: [destination] } }],
  ['/roles', { roles: [role] }],
  ['/roles/*', { role }],
  ['/audit-logs', { logs: [item] }],
  ['/audit-logs/*', { log: item }],
];

const carriers = operations.filter(({ module }) => ['webhooks', 'roles', 'audit-log'].includes(module));

const ids = { webhook_uid: 'w', execution_uid: 'e', role_uid: 'blt1', log_item_uid: 'blt1' };
const webhook = { name: 'W', destinations: [{ target_url: 'https://x.example.com', authentication_type: 'None' }] };
const bodies: Json = { webhook: { ...webhook, channels: ['assets.create'] }, role: { name: 'R' } };

/** Arguments that are enough for the call to leave. */
function toArguments({ path, body, form }: (typeof carriers)[number]): Json {
  const names = [...Object.keys(path), ...Object.keys(body), ...Object.keys(form)];
  return Object.fromEntries(names.map(name => [name, { ...ids, ...bodies }[name]]));
}

async function openPlanted(): Promise<Opened> {
  const opened = await open({ settings: { MODULES: 'all', CONFIRM: 'never' }, choices: { usersWithToken: 'allow' } });
  onTestFinished(() => opened.close());
  return opened;
}

async function say({ client }: Opened, name: string, args: Json): Promise<string> {
  const { content } = await client.callTool({ name, arguments: args });
  return JSON.stringify(content);
}

it('plants in every answer that the tools of these modules have', () => {
  expect(carriers.length).toBe(18);
  const words = JSON.stringify(answers).match(planted) ?? [];
  expect(new Set(words).size).toBe(20);
});

it.each(carriers)('$name shows none, whichever part is asked for', async operation => {
  const opened = await openPlanted();
  const given = toArguments(operation);
  const ways: Json[] = [{}];
  if (operation.outline || operation.large) {
    for (const fields of [['all'], ['destinations', 'stack', 'owner', 'request', 'response', 'remote_addr']])
      ways.push({ fields });
    ways.push({ fields: ['event_headers', 'request_details', 'destination', 'request_details.request.headers@1'] });
  }
  for (const more of ways) {
    const line = operation.line.slice(operation.line.indexOf('/')).replace(/\{\w+\}/g, '*');
    const [, body] = answers.find(([path]) => path === line) ?? answers[5] ?? [];
    opened.sandbox.fault({ path: /^\/v3\/(webhooks|roles|audit-logs)/, answer: { body } });
    const text = await say(opened, operation.name, { ...given, ...more });
    expect(text.match(planted), JSON.stringify(more)).toBeNull();
    expect(text).not.toMatch(/Nothing was sent|failed inside/);
  }
});

it.each(carriers)('$name shows none in an error', async operation => {
  const opened = await openPlanted();
  const errors = { destinations: [destination], stack, headers: [headers], ...execution, ...item };
  const error_message = `Authorization: Bearer ${plant('bearer')} was refused by https://user:${plant('url')}@example.com`;
  opened.sandbox.fault({
    path: /^\/v3\/(webhooks|roles|audit-logs)/,
    answer: { status: 422, body: { error_message, error_code: 141, errors: pickFor(operation.module, errors) } },
  });
  const text = await say(opened, operation.name, toArguments(operation));
  expect(text).toContain('status 422');
  expect(text).toContain('[secret]');
  expect(text.match(planted)).toBeNull();
});

/** What an error of that module could quote. */
function pickFor(module: string, errors: Json): Json {
  const keys: Record<string, string[]> = {
    webhooks: ['destinations', 'event_headers', 'request_details', 'destination'],
    roles: ['stack'],
    'audit-log': ['headers', 'remote_addr', 'request', 'response'],
  };
  return Object.fromEntries((keys[module] ?? []).map(key => [key, errors[key]]));
}

it('shows none of those that are in the stack itself, by its own routes', async () => {
  const opened = await openPlanted();
  const { sandbox, call } = opened;
  const fields = { fields: ['all'] };
  await call('create_webhook', {
    webhook: { ...webhook, destinations: [destination], channels: ['content_types.entries.update'] },
  });
  const [kept] = Object.values(sandbox.state.webhooks).slice(-1);
  const [hook] = sandbox.state.webhook_executions.slice(-1);
  if (!kept || !hook) throw new Error('the demo stack has no webhook that ran');
  Object.assign(hook, { ...execution, webhooks: [kept.uid] });
  sandbox.state.branches.main?.audit_log.push({ ...item, created_at: new Date().toISOString() });
  const said = [
    await call('list_webhooks', fields),
    await call('get_webhook', { webhook_uid: kept.uid, ...fields }),
    await call('export_webhook', { webhook_uid: kept.uid }),
    await call('list_webhook_runs', { webhook_uid: kept.uid, ...fields }),
    await call('get_webhook_log', { execution_uid: hook.uid, ...fields }),
    await call('list_audit_logs', { limit: 3, ...fields }),
  ];
  expect(JSON.stringify(sandbox.state).match(planted)?.length).toBeGreaterThan(15);
  for (const answer of said) {
    expect(JSON.stringify(answer)).toContain('[secret]');
    expect(JSON.stringify(answer).match(planted)).toBeNull();
  }
});

it('leaves e-mail addresses as they are: they are what people are found by', async () => {
  const { call } = await openPlanted();
  expect(JSON.stringify(await call('list_users'))).toMatch(/\w@\w+\./);
});

it('tells which fields of a request were sent, and not what was in them', async () => {
  const { call } = await openPlanted();
  await call('create_label', { label: { name: 'Not to be repeated' } });
  const found = await call('list_audit_logs', { limit: 1, fields: ['request'] });
  expect(JSON.stringify(found)).toContain('{"label":{"name":"[secret]"}}');
});

const token = `cs${'0a'.repeat(12)}`;

it.each([
  `authorization: ${token}`,
  `the authtoken blt${'0a'.repeat(12)} is wrong`,
  `management_token=${token}`,
  `{"token":"${token}"}`,
  `{\\"token\\": \\"${token}\\"}`,
  `the token is '${token}'`,
  'Authorization: Bearer eyJhbGciOi.J9x_-0.abc',
  'Basic dXNlcjpwYXNzd29yZA==',
  'postgres://admin:hunter2@db.example.com/x',
])('strikes out by its shape what stands in %s', text => {
  for (const struck of [redactError(text, {}), redactAnswer(text, {})]) {
    expect(struck).toContain('[secret]');
    expect(struck).not.toMatch(/0a0a|eyJ|dXNl|hunter2/);
  }
});

it.each([
  '{"uid":"cs0123456789abcdef"}',
  '{"tokens":{"uid":"cs0123456789abcdef"}}',
  'cs0123456789abcdef was not found',
  'Bearer authentication, Basic authentication and Bearer tokens: the token is kept secret',
  'Authorization: required. Password: at least 12 characters',
  'https://example.com:8080/@name and mailto:a@example.com, https://medium.com/@user',
  '{"token":"blt"}',
])('leaves %s alone', text => {
  expect(redactAnswer(text, {})).toBe(text);
});

it('leaves all of the demo content alone', () => {
  const { tokens: _, webhooks: __, ...content } = demoSeed as unknown as Json;
  const text = JSON.stringify(content);
  expect(text.length).toBeGreaterThan(10_000);
  expect(redactAnswer(text, {})).toBe(text);
});

it('is quick with text that was made to be slow', () => {
  // Bounded patterns read a megabyte in a moment; unbounded ones would not end within the test's time.
  for (const unit of ['a-', 'a.', 'token ', 'a://', 'Bearer a', 'Basic ', 'https://a:', 'token:::'])
    expect(redactAnswer(unit.repeat(200_000), {}).length).toBe(unit.length * 200_000);
});
