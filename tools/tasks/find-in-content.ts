// Finds text, or fields that meet conditions, in entries and assets: as they are saved, or as they are live.
import { isUid } from '../../src/content/uid.ts';
import type { Json } from '../../src/content/value.ts';
import { type Condition, tests } from '../../src/content/where/condition.ts';
import { listHits } from '../../src/content/where/hits.ts';
import { count, flag, list, text } from '../../src/operations/fields.ts';
import { BadTask, defineTask } from '../../src/operations/task.ts';
import { toWhere } from '../../src/operations/where.ts';
import { readLivePage } from '../../src/tasks/live.ts';
import { listPointed, tellUnseen } from '../../src/tasks/pointed.ts';
import { scan } from '../../src/tasks/scan.ts';
import { type Plan, readPattern, toPlans } from '../../src/tasks/search.ts';
import { countFallback, countSeen, makeTally, sayTally } from '../../src/tasks/tally.ts';
import { assetUid, type Lane, readEnvironment, readLocales, readTypes } from '../../src/tasks/types.ts';

/** More rows than any answer shows: of others only the number is kept. */
const mostRows = 2_000;

interface Given {
  text?: string;
  words?: boolean;
  case?: boolean;
  where?: Condition[];
  content_types?: string[];
  locales?: string[];
  environment?: string;
  skip?: number;
  after?: string;
}

export default defineTask('find_in_content', {
  title: 'Find in content',
  effect: 'read',
  description:
    'Which pages, posts and assets mention a text or meet conditions, in all languages, with the words around; conditions on one field are alternatives. Who uses an entry or asset: refers_to without field.',
  uses: {
    must: ['list_content_types', 'list_entries'],
    may: ['list_assets', 'get_entry', 'get_asset', 'list_languages', 'list_environments'],
  },
  fields: {
    text: text.describe('* for any characters'),
    words: flag.describe('Whole words'),
    case: flag.describe('Accents too'),
    where: toWhere(tests).optional(),
    content_types: list.describe('sys_assets: assets'),
    locales: list,
    environment: text.describe('What is live there'),
    skip: count,
    after: text,
  },
  async run(args, ground) {
    const given = args as Given;
    const { where = [], environment: name, skip = 0, after } = given;
    const pattern = readPattern(given.text, given);
    if (!pattern && where.length === 0) throw new BadTask('give text, where, or both');
    const types = await readTypes(ground, given.content_types);
    const { plans, notes } = toPlans(types, where, pattern !== undefined, given.case);
    const reads = plans.map(({ type }) => (type.uid === assetUid ? 'get_asset' : 'get_entry'));
    const lacking = name === undefined ? undefined : reads.find(read => !ground.has(read));
    if (lacking) throw new BadTask(`environment: what is live is read by ${lacking}, which is not available here`);
    const hasEntries = plans.some(({ type }) => type.uid !== assetUid);
    const { codes } = hasEntries ? await readLocales(ground, given.locales) : { codes: [] };
    const environment = name === undefined ? undefined : await readEnvironment(ground, name);
    // What is live may meet what the latest does not.
    const isFiltered = !environment && plans.some(({ query }) => query !== undefined);
    const planOf = new Map(plans.map(plan => [plan.type.uid, plan]));
    const find = ({ type }: Lane): Plan => planOf.get(type.uid) as Plan;
    const lanes = plans.flatMap(({ type }): Lane[] =>
      type.uid === assetUid ? [{ type }] : codes.map(locale => ({ type, locale })),
    );
    const pointed = new Set(listPointed(where));
    const [tally, rows] = [makeTally(), [] as unknown[][]];
    let beyond = 0;
    const scanned = await scan(ground, {
      lanes,
      after,
      only: lane => find(lane).only,
      query: lane => (environment ? undefined : find(lane).query),
      ...(environment ? { more: { include_publish_details: true } } : {}),
      async onPage(lane, items) {
        const { type, locale } = lane;
        if (locale !== undefined) tally.locales.add(locale);
        const own: Json[] = [];
        for (const item of items) {
          pointed.delete(String(item.uid));
          if (locale === undefined || item.locale === undefined || item.locale === locale) own.push(item);
          else countFallback(tally, locale, item.locale, codes);
        }
        const read = environment ? await readLivePage(ground, lane, own, environment.uid) : { live: own, failed: 0 };
        tally.failed += read.failed;
        for (const item of read.live) {
          const hits = listHits(item, type.schema, pattern, find(lane).conditions);
          countSeen(tally, lane, String(item.uid), hits.length > 0);
          for (const { address, kind, snippet, isNear } of hits) {
            if (isNear) tally.near += 1;
            if (rows.length >= skip + mostRows) {
              beyond += 1;
              continue;
            }
            const cells = [type.uid, item.uid, item.title, locale ?? null, address];
            rows.push([...cells, ...(pattern ? [kind] : []), snippet, ...(environment ? [item._version] : [])]);
          }
        }
      },
    });
    if (tally.failed > 0)
      notes.push(`${tally.failed} that ${tally.failed === 1 ? 'is' : 'are'} live could not be read`);
    if (tally.near > 0)
      notes.push(
        `${tally.near} ${tally.near === 1 ? 'differs' : 'differ'} only in case; \`case: true\` leaves them out`,
      );
    const isWhole = rows.length === 0 && after === undefined && !scanned.left && !scanned.isPartial;
    for (const uid of isWhole ? pointed : []) {
      const looked = plans.filter(({ query }) => environment || !query).map(({ type }) => type);
      const rest = types.filter(type => !looked.includes(type));
      const isAll = given.content_types === undefined && given.locales === undefined && ground.has('list_assets');
      const said = await tellUnseen(ground, uid, { looked, rest, isAll });
      if (said) notes.push(said);
    }
    if (given.text !== undefined && isUid(given.text.trim()))
      notes.push('the text looks like a uid: who uses that is found by where: [{is: refers_to, value: the uid}]');
    if (given.content_types === undefined && !ground.has('list_assets')) notes.push('assets cannot be read here');
    const columns = ['content_type', 'uid', 'title', 'locale', 'address', ...(pattern ? ['kind'] : []), 'snippet'];
    return {
      says: sayTally(tally, { lanes, scanned, isFiltered, environment: environment?.name }),
      notes: [...new Set([...notes, ...scanned.notes])],
      columns: environment ? [...columns, 'version'] : columns,
      rows,
      beyond,
      skip,
      ...(scanned.left ? { left: scanned.left } : {}),
    };
  },
});
