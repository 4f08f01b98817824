// What tests of publishing share: content planted three levels deep, a plan and what comes of it, and what of the whole stack is another.
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { findDifferences } from '../../eval/judge.ts';
import type { Json } from '../../harness.ts';
import { listRows, type Stack } from '../sandbox.ts';

export { uidOf };

/** Of a new entry. */
export async function make(opened: Stack, type: string, entry: Json, locale = 'en-us'): Promise<string> {
  const made = await opened.send('POST', `/content_types/${type}/entries?locale=${locale}`, { entry });
  return String((made.entry as Json).uid);
}

/** As somebody else saves it. */
export const save = (opened: Stack, type: string, uid: string, entry: Json, locale = 'en-us'): Promise<Json> =>
  opened.send('PUT', `/content_types/${type}/entries/${uid}?locale=${locale}`, { entry });

export async function upload(opened: Stack, title: string): Promise<string> {
  // One transparent pixel.
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
  const file = `data:image/png;name=${title}.png;base64,${pixel}`;
  const made = await opened.call('upload_asset', { upload: file, title });
  const [asset] = Object.values(opened.sandbox.state.branches.main?.assets ?? {}).filter(each => each.title === title);
  if (!asset) throw new Error(JSON.stringify(made));
  return asset.uid;
}

const refer = (type: string, uid: string): Json[] => [{ uid, _content_type_uid: type }];

const paragraph = { type: 'p', uid: 'p1', attrs: {}, children: [{ text: 'On foot.' }] };
const body = { type: 'doc', uid: 'd1', attrs: {}, children: [paragraph] };

const toPost = (title: string, author: string, more: Json = {}): Json => ({
  ...{ title, url: `/journal/${title.toLowerCase()}`, headline: title, summary: title, category: 'trips' },
  ...{ date: '2026-05-04', author: refer('author', author), body },
  ...more,
});

export interface Chain {
  post: string;
  related: string;
  author: string;
  photo: string;
}

/** A post that is about another, whose author has a photo: nothing of it is live anywhere. */
export async function plantChain(opened: Stack, name = ''): Promise<Chain> {
  const photo = await upload(opened, `Portrait${name}`);
  const author = await make(opened, 'author', { title: `Noor${name}`, bio: 'Walks.', photo });
  const related = await make(opened, 'blog_post', toPost(`Related${name}`, author));
  const more = { related_posts: refer('blog_post', related) };
  const post = await make(opened, 'blog_post', toPost(`Leading${name}`, uidOf('author', 'maya-lindqvist'), more));
  return { post, related, author, photo };
}

/** Of the chain all that the post needs. */
export const askForChain = ({ post }: Chain, environments: string[] = ['staging']): Json => ({
  entries: [{ content_type: 'blog_post', uid: post }],
  environments,
  pages: ['blog_post'],
});

/** The two calls. */
export async function publish(opened: Stack, asked: Json, more: Json = {}): Promise<{ plan: Json; done: Json }> {
  const plan = await opened.call('plan_publish', asked);
  return { plan, done: await opened.call('publish_plan', { ...asked, ...(plan.next as Json), ...more }) };
}

/** Times are told in whole seconds: what was saved in that of the plan counts as saved since. */
export const nextSecond = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 1_050));

export const copy = (opened: Stack): Json => structuredClone(opened.sandbox.state) as unknown as Json;

/** `type uid language environment version` of all that is live on the main branch. */
export function listLive({ sandbox: { state } }: Stack): string[] {
  const { entries = {}, assets = {} } = state.branches.main ?? {};
  const name = (uid: string): string => state.environments[uid]?.name ?? uid;
  const records = Object.entries(entries).flatMap(([type, own]) => Object.values(own).map(each => ({ type, each })));
  const files = Object.values(assets).map(each => ({ type: 'sys_assets', each }));
  return [...records, ...files].flatMap(({ type, each }) =>
    each.published.map(
      ({ environment, locale, version }) => `${type} ${each.uid} ${locale} ${name(environment)} v${version}`,
    ),
  );
}

/** What is live now and was not before. @param before as `listLive` gave it. */
export const listNew = (before: readonly string[], opened: Stack): string[] =>
  listLive(opened)
    .filter(each => !before.includes(each))
    .sort();

/** What of the whole stack is another besides what is live, with its metadata, the queue and the logs. */
export const listElse = (before: Json, opened: Stack): string[] =>
  findDifferences(before, copy(opened)).filter(
    at =>
      !/^branches\.main\.(audit_log|publish_queue|jobs)\b|^webhook_executions\b|\.(published|publish_details|receipts)(\.|$)/.test(
        at,
      ),
  );

/** How often each item was ordered into each place. */
export function countOrders({ sandbox: { state } }: Stack): Map<string, number> {
  const orders = new Map<string, number>();
  for (const item of state.branches.main?.publish_queue ?? []) {
    const about = (item[item.type] ?? item.entry ?? item.asset) as Json;
    const key = [item.action, item.type, about.uid, item.locale, item.environment].flat().join(' ');
    orders.set(key, (orders.get(key) ?? 0) + 1);
  }
  return orders;
}

/** `uid state`, without what stands behind a colon unless it is asked for. */
export const listStates = (answer: Json, isWhole = false): string[] =>
  listRows(answer, ['uid', 'state'])
    .map(([uid, state]) => `${uid} ${isWhole ? state : String(state).split(':')[0]}`)
    .sort();
