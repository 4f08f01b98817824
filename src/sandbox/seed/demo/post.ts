// Builders for the journal's posts: a post with its saves, and a later save of it in another language.
import type { Json } from '../../state/json.ts';
import type { SeedEntry } from '../form/format.ts';
import { assetOf, at, type Editor, entry, refer, save } from '../form/names.ts';
import { seo } from '../form/values.ts';

interface Post {
  saved: [moment: string, by: Editor];
  title: string;
  headline: string;
  summary: string;
  author: string;
  category: 'skills' | 'gear' | 'care' | 'trips' | 'people';
  minutes: number;
  tags: string[];
  body: Json;
  image?: string;
  featured?: true;
  related?: string[];
  published?: SeedEntry['published'];
  later?: Saves;
}

type Saves = SeedEntry['saves'];

export function post(slug: string, values: Post): SeedEntry {
  const { saved, author, minutes, image, related = [], published, later = [], featured = false, ...own } = values;
  const [moment, by] = saved;
  const fields = {
    ...own,
    url: `/journal/${slug}`,
    ...(image ? { hero_image: assetOf(image) } : {}),
    author: refer('author', author),
    date: at(`${moment.slice(0, 5)}T00:00`),
    reading_minutes: minutes,
    featured,
    related_posts: refer('blog_post', ...related),
    seo: seo(own.title, own.summary),
  };
  return entry('blog_post', slug, [save(moment, by, fields), ...later], published);
}

interface Translation {
  title: string;
  slug: string;
  headline: string;
  summary: string;
  body: Json;
}

export function translate(moment: string, locale: 'fr-fr' | 'de-de', translation: Translation): Saves[number] {
  const { slug, ...fields } = translation;
  const values = { ...fields, url: `/journal/${slug}`, seo: seo(fields.title, fields.summary) };
  return save(moment, 'luc', values, { locale });
}
