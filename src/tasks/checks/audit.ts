// Carries out checks of content: one scan for all of them, parted where none of them holds rows against each other.
import type { Arguments } from '../../operations/arguments.ts';
import { BadTask, type Found, type Ground } from '../../operations/task.ts';
import { count, join, tellScope } from '../numbers.ts';
import { type Scanned, scan } from '../scan.ts';
import {
  assetType,
  assetUid,
  chooseTypes,
  type Lane,
  readEnvironment,
  readFallbacks,
  readLocales,
  readTypes,
  type Type,
} from '../types.ts';
import type { Audit, Check, Told, Watch } from './check.ts';
import { hasUrl } from './duplicates.ts';
import { type CheckName, checks } from './index.ts';
import { isTranslated } from './untranslated.ts';

interface Running {
  name: CheckName;
  check: Check;
  watch: Watch;
}

const columns = ['check', 'content_type', 'uid', 'title', 'locale', 'address', 'finding'];

/** @throws {BadTask} for a check that cannot be made here, or not so. */
export async function auditContent(given: Arguments, ground: Ground): Promise<Found> {
  const { after, skip = 0 } = given as { after?: string; skip?: number };
  const names = [...new Set(given.checks as CheckName[])];
  refuseChecks(names, given, ground);
  const audit = await prepare(names, given, ground);
  const running = names
    .map(name => ({ name, check: checks[name] as Check }))
    // What looks at no scan was told with the first part of it.
    .filter(({ check }) => after === undefined || check.isApart !== true)
    .map(each => ({ ...each, watch: each.check.start(audit) }));
  const seen = new Set<string>();
  const all = new Map<CheckName, Told>();
  // What needs no scan goes first: a scan goes on for as long as there is time.
  for (const { name, check, watch } of running) if (check.isApart) all.set(name, await watch.tell(true));
  const scanned = await scanFor(running, audit, after, seen);
  const isWhole = !scanned.isPartial && scanned.left === undefined;
  for (const { name, check, watch } of running) if (!check.isApart) all.set(name, await watch.tell(isWhole));
  const told = running.map(({ name, check }) => ({ name, check, told: all.get(name) ?? { findings: [] } }));
  const isAll = isWhole && told.every(each => each.told.isPartial !== true);
  const rows = told.flatMap(({ name, told: { findings } }) =>
    findings.map(({ type, uid, title, locale, address, says }) => [name, type, uid, title, locale, address, says]),
  );
  const ofChecks = told.flatMap(each => each.told.notes ?? []);
  const notes = [...new Set([...noteUnnarrowed(names, given), ...ofChecks, ...scanned.notes])];
  const assets = [...seen].filter(row => row.startsWith(`${assetUid} `)).length;
  const numbers = { entries: seen.size - assets, assets, locales: audit.locales, isAll, isPart: after !== undefined };
  return {
    says: tellNumbers(told, numbers),
    ...(notes.length > 0 ? { notes } : {}),
    columns,
    rows,
    skip,
    ...(scanned.left ? { left: scanned.left } : {}),
  };
}

const isOfEnvironments = (name: CheckName): boolean =>
  name === 'unpublished_references' || name === 'schedule_conflicts';

const isOfTranslations = (name: CheckName): boolean => name === 'untranslated' || name === 'outdated_translation';

const isOfAssets = (name: CheckName): boolean => name === 'undescribed_images' || name === 'schedule_conflicts';

const namesAssets = (name: string): boolean =>
  [assetUid, assetType.title.toLowerCase()].includes(name.trim().toLowerCase());

/** Files are of no content type, and what is told of images is the same in every language. */
const narrowsNoImage = ({ content_types, locales }: Arguments): string[] => [
  ...((content_types as string[] | undefined)?.some(name => !namesAssets(name)) ? ['content_types'] : []),
  ...(locales === undefined ? [] : ['locales']),
];

function noteUnnarrowed(names: readonly CheckName[], given: Arguments): string[] {
  const narrowing = names.includes('undescribed_images') ? narrowsNoImage(given) : [];
  if (narrowing.length === 0) return [];
  const verb = narrowing.length === 1 ? 'does' : 'do';
  return [`undescribed_images is about all images: ${join(narrowing)} ${verb} not narrow it`];
}

function refuseChecks(names: readonly CheckName[], given: Arguments, ground: Ground): void {
  const problems = names.flatMap(name => {
    const lacking = ((checks[name] as Check).needs ?? []).filter(operation => !ground.has(operation));
    return lacking.length > 0
      ? [
          `checks: ${name} needs ${lacking.join(' and ')}, which ${lacking.length === 1 ? 'is' : 'are'} not there for this token and these settings`,
        ]
      : [];
  });
  if (names.includes('unused_assets')) {
    for (const narrowing of ['content_types', 'locales'].filter(key => given[key] !== undefined))
      problems.push(`${narrowing}: leave it out with unused_assets, as an asset may be used anywhere`);
  }
  if (names.every(name => name === 'undescribed_images')) {
    const why = {
      content_types: 'images are of no content type',
      locales: 'the description of an image is the same in all',
    };
    for (const narrowing of narrowsNoImage(given) as (keyof typeof why)[])
      problems.push(`${narrowing}: leave it out with undescribed_images, as ${why[narrowing]}`);
  }
  if (given.environment !== undefined && !names.some(isOfEnvironments))
    problems.push('environment: it narrows unpublished_references and schedule_conflicts alone');
  const { content_types } = given as { content_types?: string[] };
  if (content_types?.every(namesAssets) && names.some(name => !isOfAssets(name)))
    problems.push(
      'content_types: name one with entries; of assets only unused_assets, undescribed_images and schedule_conflicts tell',
    );
  if (problems.length > 0) throw new BadTask(...problems);
}

/** Alone it is what others are translated from. Where it is the only language there is, nothing is missing, and that is told. */
function refuseMaster(
  names: readonly CheckName[],
  asked: readonly string[] | undefined,
  master: string | undefined,
): void {
  const about = names.filter(isOfTranslations);
  if (about.length === 0 || asked === undefined || asked.some(code => code !== master)) return;
  throw new BadTask(
    `locales: ${join(about)} ${about.length === 1 ? 'is' : 'are'} about translations, and ${master} is the master; name other languages, or leave it out`,
  );
}

async function prepare(names: readonly CheckName[], given: Arguments, ground: Ground): Promise<Audit> {
  const wanted = given.content_types as readonly string[] | undefined;
  const { codes: chosen } = await readLocales(ground, given.locales as readonly string[] | undefined);
  const { codes, master } = await readLocales(ground).catch(error => {
    // Languages that cannot be read were named.
    if (error instanceof BadTask) return { codes: chosen, master: undefined };
    throw error;
  });
  const environments = names.some(isOfEnvironments)
    ? await readEnvironments(ground, given.environment as string | undefined)
    : [];
  refuseMaster(names, given.locales === undefined ? undefined : chosen, master);
  const types = await readTypes(ground);
  const picked = new Set(chooseTypes(types, wanted).map(({ uid }) => uid));
  const entryTypes = types.filter(({ uid }) => uid !== assetUid);
  return {
    ground,
    types: entryTypes,
    chosen: entryTypes.filter(({ uid }) => picked.has(uid)),
    locales: [...new Set(chosen)],
    codes,
    master,
    listFallbacks: await readFallbacks(ground),
    environments,
    isChosen: type => wanted === undefined || picked.has(type),
  };
}

async function readEnvironments(ground: Ground, name: string | undefined): Promise<{ uid: string; name: string }[]> {
  if (name !== undefined) return [await readEnvironment(ground, name)];
  const words = await ground.words('environments');
  if (!words) throw new BadTask('environment: which environments there are cannot be read here');
  return words.map(({ uid, value }) => ({ uid, name: value }));
}

async function scanFor(
  running: readonly Running[],
  audit: Audit,
  after: string | undefined,
  seen: Set<string>,
): Promise<Scanned> {
  const watching = running.filter(({ check }) => check.isApart !== true);
  const { lanes, isJoined } = planLanes(watching, audit);
  if (lanes.length === 0) return { rows: 0, lanes: [], notes: [], isPartial: false };
  const watches = watching.map(({ watch }) => watch);
  const onlys = watching.map(({ check }) => check.only);
  const seesFallback = watching.some(({ check }) => check.seesFallback);
  const needsStates = watching.some(({ name }) => name === 'unpublished_references' || name === 'unused_assets');
  let rows: string[] = [];
  const end = (isWhole: boolean): void => {
    for (const watch of watches) isWhole ? watch.keep?.() : watch.drop?.();
    for (const row of isWhole ? rows : []) seen.add(row);
    rows = [];
  };
  return scan(audit.ground, {
    lanes,
    after,
    isJoined,
    only: ({ type }) =>
      onlys.every(only => only !== undefined) ? [...new Set(onlys.flatMap(only => only(type)))] : undefined,
    // Rows that only fall back are another language's text, and most rows where little is translated.
    query: ({ locale }) => (seesFallback || locale === undefined ? undefined : { locale }),
    ...(needsStates ? { more: { include_publish_details: true } } : {}),
    async onPage(lane, items) {
      const own = items.filter(
        ({ locale }) => lane.locale === undefined || locale === undefined || locale === lane.locale,
      );
      rows.push(...own.map(({ uid }) => `${lane.type.uid} ${uid}`));
      const isAsked = lane.locale === undefined || audit.locales.includes(lane.locale);
      const isAsset = lane.type.uid === assetUid;
      for (const { check, watch } of watching) {
        if (isAsset && !check.seesAssets) continue;
        // Some see languages besides, to hold them against those that are asked for.
        if (isAsked || check.joins === 'type') await watch.see?.(lane, own, items);
      }
      if (isJoined === false) end(true);
    },
    onGroup: end,
    countRest: () => watches.reduce((sum, watch) => sum + (watch.countRest?.() ?? 0), 0),
  });
}

interface Plan {
  lanes: Lane[];
  isJoined: false | ((lane: Lane) => string);
}

/** Lanes that are told together stand side by side. */
function planLanes(running: readonly Running[], audit: Audit): Plan {
  const { chosen, locales, codes, master } = audit;
  const joins = new Set(running.map(({ check }) => check.joins));
  const names = new Set(running.map(({ name }) => name));
  const areTranslations = running.every(({ name }) => isOfTranslations(name));
  const types = areTranslations ? chosen.filter(isTranslated) : chosen;
  // What lacks a language may be there in any other.
  const isAll = names.has('untranslated');
  const isRead = (code: string): boolean =>
    isAll || locales.includes(code) || (names.has('outdated_translation') && code === master);
  const languages = [...new Set([...codes, ...locales])].filter(isRead);
  const toLanes = (some: readonly Type[]): Lane[] => some.flatMap(type => languages.map(locale => ({ type, locale })));
  if (running.length === 0) return { lanes: [], isJoined: false };
  const ofAssets = running.filter(({ check }) => check.seesAssets);
  if (ofAssets.length > 0 && !joins.has('all')) {
    // Assets come first, and by themselves.
    const rest = planLanes(
      running.filter(({ check }) => !check.seesAssets),
      audit,
    );
    return { ...rest, lanes: [{ type: assetType }, ...rest.lanes] };
  }
  if (joins.has('all')) return { lanes: [{ type: assetType }, ...toLanes(types)], isJoined: () => 'all' };
  if (joins.has('language')) {
    const pages = types.filter(hasUrl);
    const lanes = languages.flatMap(locale => pages.map(type => ({ type, locale })));
    const rest = toLanes(types.filter(type => !hasUrl(type)));
    const isJoined = ({ type, locale }: Lane): string => (hasUrl(type) ? `pages ${locale}` : `${type.uid} ${locale}`);
    return { lanes: [...lanes, ...rest], isJoined: joins.has('type') ? () => 'all' : isJoined };
  }
  return { lanes: toLanes(types), isJoined: joins.has('type') ? ({ type }) => type.uid : false };
}

interface Numbers {
  entries: number;
  assets: number;
  locales: readonly string[];
  isAll: boolean;
  /** An answer before has told of others. */
  isPart: boolean;
}

interface Part {
  check: Check;
  told: Told;
}

function tellNumbers(told: readonly Part[], { entries, assets, locales, isAll, isPart }: Numbers): string {
  const reach = `${isAll ? '' : ' so far'}${isPart ? ' in this part' : ''}`;
  const tell = ({ check: { nouns }, told: { findings, isUnknown } }: Part): string =>
    isUnknown ? `${nouns[1]} cannot be told` : `${count(findings.length, ...nouns)}${reach}`;
  const apart = told
    .filter(({ check }) => check.isApart)
    .map(part => (part.told.scope && !part.told.isUnknown ? `${tell(part)} in ${part.told.scope}` : tell(part)));
  const scanned = told.filter(({ check }) => !check.isApart).map(tell);
  const where = ` in ${tellScope({ entries, assets }, locales)}`;
  return [...(scanned.length > 0 ? [`${scanned.join(', ')}${where}`] : []), ...apart].join('; ');
}
