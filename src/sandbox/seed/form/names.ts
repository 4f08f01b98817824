// How the demo stack names things: fixed uids from readable names, editors, dates, saves and publishes.
import { deriveUid } from '../../state/clock.ts';
import type { IsoDate, Json } from '../../state/json.ts';
import type { SeedEntry } from './format.ts';

type Save = SeedEntry['saves'][number];
type Publish = NonNullable<SeedEntry['published']>[number];

/** The uid of an object, by what it is and its readable name: `uidOf('blog_post', 'winter-layers')`. */
export const uidOf = (type: string, slug: string): string => deriveUid(`${type}/${slug}`);

export const assetOf = (name: string): string => uidOf('asset', name);

/** The value of a reference field. */
export const refer = (type: string, ...slugs: string[]): Json[] =>
  slugs.map(slug => ({ uid: uidOf(type, slug), _content_type_uid: type }));

/** Maya edits, Jonas keeps the products, Aoife the pages and pictures, Luc translates. */
export type Editor = 'maya' | 'jonas' | 'aoife' | 'luc';
export const editorOf = (name: Editor): string => uidOf('user', name);

/** `at('03-14T09:20')`: all that happens in this stack happens in 2026. */
export const at = (moment: string): IsoDate => `2026-${moment}:00.000Z`;

export const save = (
  moment: string,
  by: Editor,
  fields: Json,
  more: { locale?: string; name?: string } = {},
): Save => ({
  locale: 'en-us',
  at: at(moment),
  by: editorOf(by),
  fields,
  ...more,
});

interface Publishing {
  locale?: string;
  /** The latest when absent. */
  version?: number;
}

export const publish = (environments: string[], moment: string, more: Publishing = {}): Publish[] =>
  environments.map(environment => ({ environment, locale: 'en-us', at: at(moment), ...more }));

export const live = (moment: string, more?: Publishing): Publish[] => publish(['production', 'staging'], moment, more);
export const staged = (moment: string, more?: Publishing): Publish[] => publish(['staging'], moment, more);

export const entry = (content_type: string, slug: string, saves: Save[], published: Publish[] = []): SeedEntry => ({
  uid: uidOf(content_type, slug),
  content_type,
  saves,
  ...(published.length > 0 ? { published } : {}),
});
