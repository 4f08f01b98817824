// Fields that recur in the catalogue: one writing and one short description each.
import { z } from 'zod';

/** A uid or name that becomes a segment of the path; `request.ts` refuses what could leave its segment. */
export const segment = z.string().min(1);

export const flag = z.boolean().optional();
export const text = z.string().optional();
export const count = z.int().min(0).optional();

/** A JSON object whose keys the stack decides. */
export const open = z.looseObject({});

export const locale = text.describe('Locale code; master if left out');

/** Numbered from 1, per locale. */
export const version = z.int().min(1);

export const include_branch = flag;

/** `query`, as documented for lists: a JSON filter, sent URL-encoded. */
export const query = open
  .optional()
  .describe('Filter by field: {"title":"x"}, dotted paths, $and $or $in $nin $exists $regex $ne $lt $lte $gt $gte');

export const paging = {
  skip: count,
  limit: z.int().min(1).max(100).optional().describe('Page size; 100 by default'),
  include_count: flag.describe('Add the total'),
};

/** What lists of the stack's own objects take besides a filter. */
export const sorting = {
  asc: text.describe('Field uid to sort by'),
  desc: text,
};
