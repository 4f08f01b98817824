// The parts of README and docs that are made from code, by the name of their section.
import about from '../../package.json' with { type: 'json' };
import { type Operation, toTemplate } from '../../src/operations/operation.ts';
import { isReleased } from '../../src/packaging/about.ts';
import { toConnectSection, toShortSection } from '../../src/packaging/clients.ts';
import { fields } from '../../src/record/fields.ts';
import type { Choice } from '../../src/sandbox/state/choices/choice.ts';
import { choiceTable } from '../../src/sandbox/state/choices.ts';
import { isAskedAbout, takesCode } from '../../src/server/confirm/confirm.ts';
import { prompts } from '../../src/server/prompts.ts';
import { resources } from '../../src/server/resources.ts';
import { regions, toAppOrigin } from '../../src/settings/regions.ts';
import { type Key, type Setting, table } from '../../src/settings/table.ts';
import { writes } from '../../src/stack/access.ts';
import { statusTool } from '../../src/stack/status.ts';
import { type Row, rows } from '../../src/telemetry/rows.ts';
import { modules, tasks } from '../../tools/index.ts';
import { toChangesTable, toQuestionsTable as toJobsTable, toPublicationsTable } from '../eval/everyday.ts';
import { operations } from '../operations.ts';
import { toEverydayTable } from '../results/everyday.ts';
import { fill, read, sectionsOf } from './pages.ts';
import { toSetsTable } from './sets.ts';

/** What decides what an assistant may do: whose rights, where, which tools, whether somebody is asked, and which files. */
export const rights = [
  'TOKEN_SCOPE',
  'READ_ONLY',
  'BRANCHES',
  'GLOBAL_WRITES',
  'MODULES',
  'TOOLS',
  'TOOLS_DENY',
  'POLICY',
  'CONFIRM',
  'PROTECTED',
  'UPLOAD_DIRS',
  'UPLOAD_URLS',
] as const satisfies readonly Key[];

export const toTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---|').join('')}`,
    ...rows.map(cells => `| ${cells.join(' | ')} |`),
  ].join('\n');

function toSettingsTable(keys: readonly Key[]): string {
  const rows = keys.map(key => {
    const setting: Setting = table[key];
    const standard = setting.default ? `\`${setting.default}\`` : '–';
    return [`\`CONTENTSTACK_${key}\``, standard, setting.restricts ? 'yes' : '', setting.meaning];
  });
  return toTable(['name', 'default', 'restricts', 'meaning'], rows);
}

/** What each is made of: without those before the semicolon, and one of those that are ways to the same, there is no such task. */
function toTasksTable(): string {
  const name = (each: string): string => `\`${each}\``;
  const rows = tasks.map(({ uses: { must, any = [], may = [] }, ...task }) => [
    name(task.name),
    task.effect,
    [must.map(name).join(', '), any.map(name).join(' or '), may.map(name).join(', ')]
      .filter(names => names !== '')
      .join('; '),
    task.description,
  ]);
  return [
    `<details open><summary><b>tasks</b> (${tasks.length})</summary>`,
    toTable(['tool', 'effect', 'is made of; may use', 'does'], rows),
    '</details>',
  ].join('\n\n');
}

function toToolsTables(): string {
  const parts = modules.map(({ name, reach, operations }) => {
    const rows = operations.map(each => [`\`${each.name}\``, each.effect, `\`${each.line}\``, each.title]);
    const shared = reach === 'global' ? ', shared by all branches' : '';
    return [
      `<details><summary><b>${name}</b> (${operations.length}${shared})</summary>`,
      toTable(['tool', 'effect', 'request', 'does'], rows),
      '</details>',
    ].join('\n\n');
  });
  return [
    `${tasks.length + operations.length} tools: ${tasks.length === 1 ? 'one task' : `${tasks.length} tasks`}, and ${operations.length} operations of the API. Those whose effect is not *read* exist only for a token that may write.`,
    `Beside them, \`${statusTool.name}\` is always there. ${statusTool.description}`,
    toTasksTable(),
    ...parts,
  ].join('\n\n');
}

function toResourcesTable(): string {
  const rows = resources.map(each => [`\`${each.template}\``, each.description, `\`${each.line}\``]);
  return toTable(['address', 'is', 'read by'], rows);
}

function toPromptsTable(): string {
  const rows = prompts.map(each => {
    const names = each.arguments.map(({ name, required }) => (required ? `\`${name}\`` : `\`${name}\`?`));
    const needs = each.needs.map(line => `\`${operations.find(operation => operation.line === line)?.name}\``);
    return [`\`${each.name}\``, each.description, names.join(', '), needs.join(', ')];
  });
  return toTable(['prompt', 'does', 'takes', 'is there with'], rows);
}

function toMetricsTable(): string {
  const cells = Object.values<Row>(rows).map(({ name, type, labels, meaning }) => [
    `\`${name}\``,
    type,
    labels.map(label => `\`${label}\``).join(', '),
    meaning,
  ]);
  return toTable(['metric', 'kind', 'labels', 'means'], cells);
}

function toRegionsTable(): string {
  const rows = Object.entries(regions).map(([region, api]) => [
    `\`${new URL(toAppOrigin(api) ?? '').host}\``,
    `\`${region}\``,
  ]);
  return toTable(['the web app is at', '`CONTENTSTACK_REGION`'], rows);
}

const toAnswers = (answers: readonly unknown[]): string =>
  answers.length > 1 ? answers.map(each => `\`${each}\``).join(', ') : `\`${answers[0]}\` or any other`;

/** Parts that take the same answers share a line of the cell. */
function toPartedAnswers(answers: Choice['answers']): string {
  if (Array.isArray(answers)) return toAnswers(answers);
  const parts = new Map<string, string[]>();
  for (const [part, each] of Object.entries(answers)) {
    const text = toAnswers(each);
    parts.set(text, [...(parts.get(text) ?? []), `\`.${part}\``]);
  }
  return [...parts].map(([text, names]) => `${names.join(' ')}: ${text}`).join('<br>');
}

function toChoicesTable(): string {
  const rows = Object.entries(choiceTable).map(([name, { about, evidence, grade = '–', confirmed, answers }]) => [
    `\`${name}\``,
    about,
    toPartedAnswers(answers),
    evidence,
    confirmed ? `${grade}, *confirmed*` : grade,
  ]);
  return toTable(['name', 'a guess about', 'answers', 'evidence', 'grade'], rows);
}

/** When a tool is asked about. */
function toWhen({ effect, confirm }: Operation): string {
  const { when = [] } = confirm ?? {};
  if (when.length > 0) return `with ${when.map(path => `\`${path}\``).join(' or ')}`;
  return isAskedAbout({ effect, confirm } as Operation) ? 'always' : '';
}

/** What is read of a thing is of what is done to it, and to no part of it. */
const isPlaceOf = (read: Operation, { line, path }: Operation): boolean =>
  `${toTemplate(line)}/`.startsWith(`${toTemplate(read.line)}/`) &&
  Object.keys(read.path).length === Object.keys(path).length;

/** What goes on where nobody can be asked, under `auto`. */
function toAlone(operation: Operation): string {
  const { effect, confirm: { hits, each } = {} } = operation;
  if (!takesCode(operation)) return 'goes on';
  if (effect === 'publish') return 'two calls to a protected environment';
  if (effect !== 'delete') return 'two calls';
  const isShown = operations.some(read => isPlaceOf(read, operation) && 'include_publish_details' in read.query);
  const live = isShown ? 'is live' : '';
  return `two calls if it ${[hits || each ? 'hits something' : '', live].filter(Boolean).join(' or ')}`;
}

/** Tasks that ask before they write: when, what is counted, and where nobody can be asked. */
export const askedTasks: Readonly<Record<string, readonly [when: string, counted: string, alone: string]>> = {
  bulk_edit: [
    'always, with the code of its first call',
    'entries, languages and places that become others',
    'goes on by the code',
  ],
  restore_entries: ['with `publish`', 'where each version would go live', 'two calls'],
  publish_plan: [
    'always, except with `as_release`, by which nothing goes live; with the code of plan_publish',
    'rows for each environment and language; those that are wrong, left out or protected',
    'goes on by the code',
  ],
  change_content_type: [
    'where values are lost or become invalid, or that cannot be known',
    'entries of each language that hold such a value; content types of a global field',
    'two calls',
  ],
};

function toQuestionsTable(): string {
  const writing = operations.filter(writes);
  const asked = writing.filter(isAskedAbout);
  const rows = asked.map(each => {
    const { hits = {}, held, each: items = {} } = each.confirm ?? {};
    const counted = [
      ...Object.keys(hits),
      ...(held ? ['entries that hold a value of what is taken away'] : []),
      ...new Set(Object.values(items).flatMap(({ hits: ofEach = {} }) => Object.keys(ofEach))),
    ];
    return [`\`${each.name}\``, toWhen(each), counted.join('; '), toAlone(each)];
  });
  // What asks for a whole is told by the task itself: a law holds that each that asks has its words here.
  const ofTasks = Object.entries(askedTasks).map(([name, cells]) => [`\`${name}\``, ...cells]);
  rows.push(...ofTasks);
  const rest = writing.filter(each => !isAskedAbout(each)).map(({ name }) => `\`${name}\``);
  return [
    toTable(['tool', 'asked about', 'counted', 'where nobody can be asked'], rows),
    `These are not asked about, because nothing is lost by them, or a version brings it back: ${rest.join(', ')}.`,
  ].join('\n\n');
}

/** Whether the version that this is can be had from npm. */
export const released = isReleased(read('CHANGELOG.md'), about.version);

/** Each takes dozens of plays of the evaluation. */
const ofPlays: Record<string, () => Promise<string>> = {
  changes: toChangesTable,
  jobs: toJobsTable,
  publishes: toPublicationsTable,
};

export const sections: Record<string, () => string | Promise<string>> = {
  ...ofPlays,
  answers: toEverydayTable,
  choices: toChoicesTable,
  clients: () => toConnectSection(about, released),
  connect: () => toShortSection(about, released),
  metrics: toMetricsTable,
  prompts: toPromptsTable,
  record: () =>
    toTable(
      ['field', 'says'],
      Object.entries(fields).map(([name, says]) => [`\`${name}\``, says]),
    ),
  questions: toQuestionsTable,
  regions: toRegionsTable,
  resources: toResourcesTable,
  rights: () => toSettingsTable(rights),
  sets: toSetsTable,
  settings: () => toSettingsTable(Object.keys(table) as Key[]),
  tools: toToolsTables,
};

/** Whether a page shows what the evaluation comes to. */
export const showsPlays = (path: string): boolean => sectionsOf(read(path)).some(name => name in ofPlays);

/** A page as it is to be. */
export async function toPage(path: string): Promise<string> {
  let text = read(path);
  for (const name of sectionsOf(text)) {
    const make = sections[name];
    if (!make) throw new Error(`nothing makes the section ${name} of ${path}`);
    text = fill(text, name, await make());
  }
  return text;
}
