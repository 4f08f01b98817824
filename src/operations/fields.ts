// Fields that recur in the catalogue: one writing and one short description each, as every conversation pays for them.
import * as z from 'zod';

/** A uid or name that becomes a segment of the path; `request.ts` refuses what could leave its segment. */
export const segment = z.string().min(1);

export const flag = z.boolean().optional();
export const text = z.string().optional();
/** Null where there is none, as reads have it. */
export const textOrNull = z.string().nullable().optional();
export const count = z.int().min(0).optional();
export const strings = z.array(z.string());
export const list = strings.optional();

/** A JSON object whose keys the stack decides. */
export const open = z.looseObject({});

/** Locale code. What it means to leave it out differs from call to call. */
export const locale = text;

/** The same, of what is read or written in one language. */
export const ownLocale = text.describe('Master if left out');

/** Numbered from 1, per locale. */
export const version = z.int().min(1);
export const anyVersion = version.optional();

/** Of a save: what is stored must be what was read. */
export const if_version = anyVersion.describe('The one you read');

/** The same, or the word for the one that is the latest when it is called. Text that is a number is one. */
export const versionOrLatest = z
  .unknown()
  .transform(value => (typeof value === 'string' && /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : value))
  .refine(value => value === 'latest' || version.safeParse(value).success, {
    error: ({ input }) =>
      `${input === undefined ? 'required' : 'expected'}: the number of a version, or "latest" for the one that is the latest now`,
  })
  // Of several types, which not all clients know: none is said.
  .meta({ minProperties: 0, description: 'Number, or latest' });

export const include_branch = flag;
export const include_count = flag;
export const include_publish_details = flag;

/** The total alone, without items. */
export const count_only = flag.describe('Only the total');

/** `query`, as documented for lists: a JSON filter, sent URL-encoded. */
export const query = open.optional().describe("Mongo-like filter: {title: {$regex: 'sale'}}");

/** Above 100, the CMA's own most, `pages.ts` asks several times. */
const page = { skip: count, limit: z.int().min(1).max(1000).optional() };

export const paging = { ...page, include_count };

/** What lists of the stack's own objects take besides a filter. */
export const sorting = { asc: text.describe('Field to sort by'), desc: text };

/** Between them what happened is looked for. */
export const days = { from: text.describe('ISO date'), to: text.describe('ISO date') };

/** In the trash. */
export const deleted = { also: flag.describe('Also deleted ones'), only: flag.describe('Only deleted ones') };

/** A time that everybody reads alike: with a time of day it has its offset. */
const moment = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/;

/** An ISO 8601 time. Anything else the API refuses as if it were too late or too early. */
export const scheduled_at = z
  .string()
  .refine(value => moment.test(value) && !Number.isNaN(Date.parse(value)), {
    error: 'is not a date and time with an offset, such as 2026-05-04T09:00:00+02:00',
  })
  .optional()
  .describe('ISO 8601; later instead of now');

/** Where to publish: environments by name (uids work as well), locales by code. */
export const targets = { environments: strings, locales: strings };

/** An entry of a publish plan, and what is taken along of what it refers to. */
export const planned = {
  entry: z.strictObject({ content_type: segment, uid: segment, locale, version: anyVersion }),
  references: z.enum(['missing', 'behind', 'none']).optional(),
};

/**
 * Headers that opt in to newer behaviour. They are arguments, as a request that goes out with them is handled
 * differently: with `api_version` 3.2 a publish goes to the bulk queue.
 */
export const api_version = z.enum(['3.2']).optional();
export const release_version = z.enum(['2.0']).optional().describe('For newer Releases');

/** A file to send up: `upload.ts` reads it. */
export const upload = z.string().min(1).describe('File path, https URL, or data:image/png;name=a.png;base64,…');

/** What a read adds to an object and a save takes no notice of. Who changes an object and sends it back sends them too. */
const bookkeeping = new Set(
  `uid created_at created_by updated_at updated_by deleted_at _version _branch ACL SYS_ACL DEFAULT_ACL abilities
  last_activity inbuilt_class maintain_revisions isEnvironment tags urlPath org_uid api_key`.split(/\s+/),
);

/** What is taken and not shown. */
export const unshown = z.registry<Record<never, never>>();

/**
 * Not shown: what nobody can choose, or what another argument does better. A call that knows it may give it, so that what
 * the API takes is all there.
 */
export function hide<T extends z.ZodType>(field: T): T {
  const own = field.clone();
  unshown.add(own, {});
  return own;
}

/** The schema behind one that is shown in brief. */
export const whole = z.registry<{ schema: unknown }>();

/**
 * Checked as it is, but shown only as an object: for what another tool shows in full, so that no conversation pays for
 * it twice. Keys that only a read gives are let through.
 */
export function brief(schema: z.ZodType): z.ZodType {
  const shown = z.looseObject({}).check(ctx => {
    for (const issue of schema.safeParse(ctx.value).error?.issues ?? []) {
      const stray = issue.code === 'unrecognized_keys' ? issue.keys.filter(key => !bookkeeping.has(key)) : undefined;
      if (stray?.length === 0) continue;
      ctx.issues.push({ ...issue, ...(stray ? { keys: stray } : {}), input: ctx.value } as z.core.$ZodRawIssue);
    }
  });
  whole.add(shown, { schema });
  return shown;
}

/** Characters: no path is as long, and a few of them are still little beside an answer. */
const longestPath = 1_000;

/** Of a read: what of an answer is wanted, besides the outline of a list or alone of an object: paths such as `seo.title`, `body@4000` for its rest, or `all`. */
export const fields = strings
  // They come back as the names of columns, which are never cut.
  .refine(paths => paths.every(path => path.length <= longestPath), 'has a path that is too long')
  .optional()
  .describe('Paths: seo.title, or all');

/** Content of an entry, less its workflow stage: that is not a token's to change, by whatever request. */
export function withoutStage(schema: z.ZodType): z.ZodType {
  return schema.check(ctx => {
    if (typeof ctx.value !== 'object' || ctx.value === null || !('_workflow' in ctx.value)) return;
    const message = 'a management token does not move entries between workflow stages; leave it out';
    ctx.issues.push({ code: 'custom', message, path: ['_workflow'], input: ctx.value });
  });
}

/** A field of a content type or global field. It stays open beside what every field has: each type brings its own keys. */
export const schemaField = z.looseObject({
  display_name: z.string(),
  uid: z.string(),
  data_type: z.enum([
    'text',
    'number',
    'boolean',
    'isodate',
    'file',
    'link',
    'reference',
    'group',
    'blocks',
    'global_field',
    'json',
    'taxonomy',
    'experience_container',
  ]),
});
