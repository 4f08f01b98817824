// The review view (MCP Apps): a page that a host may show beside an answer. It is given what the text says, and acts by the model alone.
import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type ServerContext as RequestContext,
} from '@modelcontextprotocol/server';
import { isObject } from '../../operations/is-object.ts';
import type { Operation } from '../../operations/operation.ts';
import type { View } from '../../operations/task.ts';
import { fits } from '../../results/cut/estimate.ts';
import type { Result } from '../../results/result.ts';
import { toLink } from '../../results/show/link.ts';
import { toAppOrigin } from '../../settings/regions.ts';
import type { Member } from '../../stack/members.ts';
import { readReviewHtml } from './html.ts';

/** Of the specification: https://github.com/modelcontextprotocol/ext-apps, version 2026-01-26. */
export const extension = 'io.modelcontextprotocol/ui';
const mimeType = 'text/html;profile=mcp-app';

/** Where hosts that drop structuredContent find the same. */
const metaKey = 'contentstack/review';

/** Hosts keep a page by its address: another version has another. */
export const toReviewUri = (version: string): string => `ui://contentstack/review-${version}`;

/** It asks for no host, no frame and no permission. */
const pageMeta = {
  ui: {
    csp: { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] },
    prefersBorder: true,
  },
};

/** As `resources/list` has it. */
export const toReviewResource = (version: string) => ({
  name: 'review',
  title: 'Review view',
  description: 'For hosts that show pages (MCP Apps): changes, publish plans, findings and activity.',
  mimeType,
  uri: toReviewUri(version),
  _meta: pageMeta,
});

/** As `resources/read` has it: the same for everybody, with nothing of any stack. */
export const toReviewPage = (version: string) => ({
  uri: toReviewUri(version),
  mimeType,
  text: readReviewHtml(),
  _meta: pageMeta,
});

/** @returns a function that tells hosts which tools have a view; what it makes of a list is kept with it. */
export function makePointing(version: string, isShown: (name: string) => boolean) {
  const resourceUri = toReviewUri(version);
  // Beside the form of the specification that which came before it: some hosts know only one of them.
  const _meta = { ui: { resourceUri }, 'ui/resourceUri': resourceUri };
  const made = new WeakMap<readonly { name: string }[], readonly object[]>();
  return (list: readonly { name: string }[]): readonly object[] => {
    const known = made.get(list) ?? list.map(tool => (isShown(tool.name) ? { ...tool, _meta } : tool));
    made.set(list, known);
    return known;
  };
}

/**
 * Whether the client's host shows views. Clients of today say so with each request, those of 2025 once at the start; over
 * HTTP those are not known here, and their view reads the text.
 */
export function declaresReview({ mcpReq }: RequestContext, declared: ClientCapabilities | undefined): boolean {
  const own = mcpReq.envelope as Record<string, unknown> | undefined;
  const { extensions } = (own?.[CLIENT_CAPABILITIES_META_KEY] ?? declared ?? {}) as Record<string, unknown>;
  const told = isObject(extensions) ? extensions[extension] : undefined;
  return isObject(told) && Array.isArray(told.mimeTypes) && told.mimeTypes.includes(mimeType);
}

export interface Showing {
  view: View;
  /** In tokens. */
  budget: number;
}

/** What lies beside may take so much of the whole; longer, it is left out. */
const share = 4;

/**
 * What the view shows: the text's own JSON, so that nobody sees there what the text does not say, the kind of view, and what
 * lies beside it. Some hosts show it to the model as well, so it has the same budget: the last rows make room.
 * @returns nothing for what is no table, such as a refusal: the view shows its words.
 */
export function toReviewed(
  { text, isError, beside = {} }: Result,
  { view, budget }: Showing,
): Pick<CallToolResult, 'structuredContent' | '_meta'> {
  if (isError || !text.startsWith('{')) return {};
  const isShort = fits(beside, budget / share);
  const shown = { view, ...(JSON.parse(text) as Json), ...(isShort ? { beside } : {}) };
  const structuredContent = withFewerRows(shown, budget);
  return { structuredContent, _meta: { [metaKey]: structuredContent } };
}

type Json = Record<string, unknown>;

/** Those that are left out are counted and asked for like all that are cut. */
function withFewerRows(shown: Json, budget: number): Json {
  if (fits(shown, budget) || !Array.isArray(shown.rows)) return shown;
  const { rows, rows_left: cut = 0, next_rows: next } = shown;
  const skip = isObject(next) ? Number(next.skip) - rows.length : undefined;
  const show = (count: number): Json => ({
    ...shown,
    rows: rows.slice(0, count),
    rows_left: Number(cut) + rows.length - count,
    ...(skip === undefined ? {} : { next_rows: { skip: skip + count } }),
  });
  let count = rows.length - 1;
  while (count > 0 && !fits(show(count), budget)) count -= Math.max(1, Math.floor(count / 20));
  return show(Math.max(0, count));
}

/** What an object's place in the web app is made from: the operations whose answers link there. */
const linked = {
  entry: ['update_entry', { content_type_uid: '{type}' }, { locale: '{locale}', uid: '{uid}' }],
  asset: ['update_asset', {}, { uid: '{uid}' }],
} as const;

/** Where the web app shows an entry and an asset, with braces for what a row names; nothing for a host that is no region's. */
export function toPlaceholders(
  all: readonly Operation[],
  { origin, keys }: Pick<Member['settings'], 'origin' | 'keys'>,
  branch: string,
): Record<string, string> {
  const links = Object.entries(linked).flatMap(([kind, [name, given, object]]) => {
    const operation = all.find(each => each.name === name);
    const link = operation && toLink(toAppOrigin(origin), keys.apiKey, { operation, given, object, branch });
    return link === undefined ? [] : [[kind, link.replace(/%7B(\w+)%7D/g, '{$1}')]];
  });
  return Object.fromEntries(links);
}
