// What the CLI is made to do on a stack, and what must have become of it.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { paths } from '../bench/paths.ts';
import type { Api } from '../bench/sandbox.ts';
import { type Difference, type Export, listThings } from './compare.ts';
import { alias, type Csdx } from './csdx.ts';
import { parseCsv } from './csv.ts';
import { readExport } from './read-export.ts';

export interface Outcome {
  says: string;
  differences: Difference[];
}

interface Thing {
  uid: string;
  title: string;
  publish_details: { environment: string; locale: string }[];
}

const on = ['--alias', alias, '--branch', 'main'];
const readJson = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

export interface Exported {
  folder: string;
  held: Export;
}

export async function exportStack(csdx: Csdx): Promise<Exported> {
  await csdx.run(['cm:stacks:export', ...on, '--data-dir', 'export', '--yes'], 180);
  const folder = join(csdx.folder, 'export', 'main');
  return { folder, held: readExport(folder) };
}

export function describe(held: Export): string {
  const count = (pattern: RegExp): number => {
    const lists = Object.entries(held).filter(([path]) => pattern.test(path));
    return lists.reduce((sum, [, things]) => sum + Object.keys(things as object).length, 0);
  };
  return `${count(/^content_types\/schema$/)} content types, ${count(/^entries\//)} entries, ${count(/^assets$/)} assets`;
}

/** @param isOdd whether a thing is another after the move, beside what is expected. */
export function describeSame(held: Export, isOdd: (thing: string) => boolean): string {
  const things = listThings(held);
  const entries = things.filter(thing => thing.startsWith('entries/'));
  const same = (list: readonly string[]) => list.filter(thing => !isOdd(thing)).length;
  return `${same(entries)} of ${entries.length} entries the same, ${same(things)} of all ${things.length}`;
}

/** What the CLI's own look for faults finds in an export. */
export async function audit(csdx: Csdx, folder: string): Promise<Outcome> {
  await csdx.run(['cm:stacks:audit', '--data-dir', folder, '--report-path', '.'], 180);
  const reports = join(csdx.folder, 'audit-report');
  const differences: Difference[] = [];
  for (const file of readdirSync(reports).filter(name => name.endsWith('.json') && name !== 'Summary.json')) {
    const found = Object.values(readJson(reports, file)).flat() as { ct?: string; locale?: string; treeStr: string }[];
    for (const { ct = file, locale = '', treeStr } of found) {
      differences.push({
        at: `${ct} › ${locale} › ${treeStr.replace(/ +➜ +/g, ' › ')}`,
        was: 'without fault',
        is: file.replace('.json', ''),
      });
    }
  }
  const summary = readJson(reports, 'Summary.json') as { Total: number; Passed: number }[];
  const sum = (key: 'Total' | 'Passed') => summary.reduce((total, row) => total + row[key], 0);
  return { says: `${sum('Passed')} of ${sum('Total')} things pass`, differences };
}

/** It waits out a second after each batch of requests, so that with small ones it takes twice as long. */
const batches = { importConcurrency: 50, fetchConcurrency: 50, writeConcurrency: 50, modules: { apiConcurrency: 50 } };

/** What it could not carry over is for a comparison to say. */
export async function importStack(csdx: Csdx, folder: string): Promise<Outcome> {
  const config = join(csdx.folder, 'import.json');
  writeFileSync(config, JSON.stringify(batches));
  const how = ['--config', config, '--import-webhook-status', 'current', '--skip-audit', '--yes'];
  await csdx.run(['cm:stacks:import', ...on, '--data-dir', folder, ...how], 420);
  return { says: 'done', differences: [] };
}

const master = 'en-us';
const target = 'preview';

export async function publishEntries(csdx: Csdx, api: Api): Promise<Outcome> {
  const types = ['author', 'product'];
  const to = ['--environments', target, '--locales', master, '--yes'];
  await csdx.run(['cm:entries:publish', ...on, '--content-types', ...types, ...to], 240);
  return expectPublished(api, () => Promise.all(types.map(type => readEntries(api, type))).then(lists => lists.flat()));
}

export async function publishAssets(csdx: Csdx, api: Api): Promise<Outcome> {
  await csdx.run(['cm:assets:publish', ...on, '--environments', target, '--locales', master, '--yes'], 240);
  return expectPublished(api, async () => {
    const { assets } = await api.get('/assets', { include_publish_details: 'true' });
    return assets as Thing[];
  });
}

async function readEntries(api: Api, type: string): Promise<Thing[]> {
  const { entries } = await api.get(`/content_types/${type}/entries`, {
    locale: master,
    include_publish_details: 'true',
  });
  return entries as Thing[];
}

/** The jobs that were begun may still be at work: they get some seconds. */
async function expectPublished(api: Api, read: () => Promise<Thing[]>): Promise<Outcome> {
  const { environment } = (await api.get(`/environments/${target}`)) as { environment: { uid: string } };
  const isThere = (thing: Thing) =>
    thing.publish_details.some(place => place.environment === environment.uid && place.locale === master);
  let things = await read();
  for (let tries = 0; tries < 20 && !things.every(isThere); tries += 1) {
    await setTimeout(250);
    things = await read();
  }
  const left = things.filter(thing => !isThere(thing));
  const differences = left.map(({ title }) => ({ at: title, was: 'published', is: 'not published' }));
  return { says: `${things.length - left.length} of ${things.length} are published`, differences };
}

export async function exportEntriesToCsv(csdx: Csdx, api: Api): Promise<Outcome> {
  const what = ['--action', 'entries', '--content-type', 'product', '--locale', master, '--stack-name', 'csv'];
  await csdx.run(['cm:export-to-csv', ...on, ...what], 180);
  const rows = readCsv(csdx, `csv_product_${master}_entries_export.csv`);
  const entries = (await readEntries(api, 'product')) as unknown as Record<string, unknown>[];
  const columns = ['title', 'sku', 'price', 'description', 'locale', '_version', 'created_at'];
  const differences = entries.flatMap(entry => {
    const row = rows.find(({ uid }) => uid === entry.uid) ?? {};
    const cells = columns.map(name => ({ at: `${entry.title} › ${name}`, was: String(entry[name]), is: row[name] }));
    return cells.filter(({ was, is }) => was !== is);
  });
  if (rows.length !== entries.length)
    differences.push({ at: 'rows', was: String(entries.length), is: String(rows.length) });
  return { says: `${rows.length} rows for ${entries.length} entries`, differences };
}

export async function exportTermsToCsv(csdx: Csdx, api: Api): Promise<Outcome> {
  await csdx.run(
    ['cm:export-to-csv', '--alias', alias, '--action', 'taxonomies', '--locale', master, '--stack-name', 'csv'],
    60,
  );
  const rows = readCsv(csdx, 'csv_taxonomies.csv');
  const { taxonomies } = (await api.get('/taxonomies')) as { taxonomies: { uid: string }[] };
  const lists = await Promise.all(
    taxonomies.map(({ uid }) => api.get(`/taxonomies/${uid}/terms`, { depth: '9', limit: '100' })),
  );
  const names = lists.flatMap(({ terms }) => (terms as { name: string }[]).map(({ name }) => name));
  const written = rows.flatMap(row =>
    Object.entries(row).flatMap(([column, cell]) => (/^Term Level\d+ Name$/.test(column) && cell ? [cell] : [])),
  );
  const [was, is] = [names, written].map(list => [...list].sort().join(', '));
  return {
    says: `${written.length} of ${names.length} terms`,
    differences: was === is ? [] : [{ at: 'terms', was, is }],
  };
}

const readCsv = (csdx: Csdx, name: string) => parseCsv(readFileSync(join(csdx.folder, 'data', name), 'utf8'));

/** What test/clients/migration.cjs asks for. */
const wanted = {
  'shop › title': { display_name: 'Name', data_type: 'text', mandatory: true, unique: true },
  'shop › url': { display_name: 'URL', data_type: 'text' },
  'shop › opened': { display_name: 'Opened', data_type: 'isodate' },
  'shop › staff': { display_name: 'Staff', data_type: 'reference', reference_to: ['author'] },
  'author › pronouns': { display_name: 'Pronouns', data_type: 'text' },
  'author › role': { display_name: 'Trade', data_type: 'text' },
};

/** The CLI swallows what goes wrong in a script whose name does not end in .js, and writes a package.json beside it. */
export async function migrate(csdx: Csdx, api: Api): Promise<Outcome> {
  const folder = join(csdx.folder, 'migration');
  mkdirSync(folder);
  copyFileSync(join(paths.root, 'test/clients/migration.cjs'), join(folder, 'migration.js'));
  await csdx.run(['cm:stacks:migration', ...on, '--file-path', join(folder, 'migration.js')], 180);
  const differences: Difference[] = [];
  for (const [at, expected] of Object.entries(wanted)) {
    const [type = '', uid] = at.split(' › ');
    const { content_type } = (await api.get(`/content_types/${type}`)) as {
      content_type: { schema: Record<string, unknown>[] };
    };
    const field = content_type.schema.find(each => each.uid === uid) ?? {};
    for (const [name, was] of Object.entries(expected)) {
      const is = field[name];
      if (JSON.stringify(was) !== JSON.stringify(is)) differences.push({ at: `${at} › ${name}`, was, is });
    }
  }
  return { says: `${Object.keys(wanted).length} fields looked at`, differences };
}
