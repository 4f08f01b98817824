// Where each number with a unit in README and docs comes from: a line of the code, a count, or the test that holds it.
import { modules, tasks } from '../../tools/index.ts';
import { operations } from '../operations.ts';
import { read } from './pages.ts';
import { rights } from './tables.ts';

/** What stands behind a number: a file, and the words in it. Of code, the last number in them is the one that the page says. */
type Source = readonly [file: string, words: string];

export interface Claim {
  /** As the page has it, with one number in it. */
  says: string;
  /** A line of code with the same number. */
  code?: Source;
  /** A test, or another file, that holds it where no line of code has the number. */
  by?: Source;
  /** What was counted. */
  is?: number;
}

const code = (says: string, file: string, words: string): Claim => ({ says, code: [file, words] });
const by = (says: string, file: string, words: string): Claim => ({ says, by: [file, words] });
const is = (says: string, count: number): Claim => ({ says, is: count });

/** How many rows a table has that is made from what was played. */
function countRows(path: string, section: string): number {
  const [, table = ''] = read(path).split(new RegExp(`<!-- /?${section}[^>]*-->`));
  return table.split('\n').filter(line => line.startsWith('|')).length - 2;
}

const learning = [
  code('up to five seconds for the result', 'src/stack/connect.ts', 'facts: 5_000'),
  code('at most 20 names in all', 'src/stack/branches.ts', 'mostNames = 20'),
  code('two more seconds for the others', 'src/stack/connect.ts', 'others: 2_000'),
  by('three more deletes', 'test/stack/scope.test.ts', 'is asked by four deletes of what nobody has'),
  is(
    'Three `GET` requests change',
    operations.filter(each => each.line.startsWith('GET') && each.effect !== 'read').length,
  ),
  code('these leave two to others', 'src/door/modest.ts', 'some: (limit: number) => limit - 2'),
  code('no answer came within ten seconds', 'src/stack/learn.ts', 'patience = 10_000'),
  code('half a second at first', 'src/stack/again.ts', 'first: 500'),
  code('up to 15 seconds, and never shorter', 'src/stack/again.ts', 'longest: 15_000'),
  code('says, up to a minute', 'src/stack/again.ts', 'cap: 60_000'),
  code('every 15 seconds at most', 'src/stack/again.ts', 'longest: 15_000'),
  code('five seconds only', 'src/server/server.ts', 'openLife = 5_000'),
  code('waits up to five seconds for the answer', 'src/server/waiting.ts', 'patience = 5_000'),
];

const asking = [
  code('holds for five minutes', 'src/server/confirm/agreement.ts', 'agreementLife = 300'),
  code('within five minutes', 'src/server/confirm/agreement.ts', 'agreementLife = 300'),
  code('for five minutes, and can be used once', 'src/server/confirm/agreement.ts', 'agreementLife = 300'),
  code('at most five reads', 'src/server/confirm/reading.ts', 'mostReads = 5'),
  code('within 300 milliseconds', 'src/server/confirm/confirm.ts', 'quick = 300'),
  code('for thirty minutes', 'src/server/confirm/code.ts', 'planLife = 1800'),
];

const reading = [
  code('of up to 1,000 is fetched', 'src/operations/fields.ts', 'limit: z.int().min(1).max(1000'),
  code('in pages of 100, with progress', 'src/results/show/list.ts', 'pageSize = 100'),
  by('some 10,000\n  entries', 'src/tasks/scan.ts', 'rows: 105 * pageSize'),
  code('from 1,000 characters on', 'src/content/check/cut.ts', 'text: 1_000'),
  code('500 characters if it ends inside a word', 'src/content/check/cut.ts', 'leastInWord = 500'),
  code('from 50 items on', 'src/content/check/cut.ts', 'list: 50'),
  code('from 25 nodes on', 'src/content/check/cut.ts', 'document: 25'),
];

const writing = [
  is('ten questions on the demo stack', countRows('README.md', 'jobs')),
  is('compares fourteen changes', countRows('docs/editing.md', 'changes')),
  is('made fourteen changes', countRows('docs/editing.md', 'changes')),
  is('Ten everyday questions', countRows('docs/answers.md', 'answers')),
  by('Ten questions before production', 'test/docs/questions.test.ts', "it('are ten'"),
  is('twelve settings decide', new Set(rights).size),
  is('Five tasks write', tasks.filter(({ effect, name }) => effect !== 'read' && !name.endsWith('publish')).length - 1),
  code('at most 50 entries', 'src/tasks/bulk/carry-out.ts', 'mostAtOnce = 50'),
  code('for 14 days', 'src/results/errors/cases.ts', 'titles and urls, for 14 days'),
  code('Up to twenty items', 'src/tasks/publishing/carrying/ways.ts', 'many = 20'),
  code('ten entries and', 'src/tasks/publishing/carrying/requests.ts', 'entries: 10'),
  code('ten files at a time', 'src/tasks/publishing/carrying/requests.ts', 'assets: 10'),
  code('more than two jobs at once', 'src/tasks/publishing/carrying/carry-out.ts', 'mostJobs = 2'),
  code('at most 500 items', 'src/tasks/publishing/carrying/fill-release.ts', 'items: 500'),
  code('first twenty others', 'src/tasks/publishing/carrying/question.ts', 'titles: 20'),
  code('At most 20 items', 'docs/policies/at-most-20-items.json', '"over": 20'),
];

const network = [
  code('10 reads, 10 writes', 'src/settings/table.ts', 'sends without waiting",\n    { default: \'10'),
  code(
    ', 10 writes and',
    'src/settings/table.ts',
    "the most writes to send in a second, in the same way', { default: '10",
  ),
  code(
    '1 bulk operation a second',
    'src/settings/table.ts',
    "the most bulk operations to send in a second, in the same way', { default: '1",
  ),
  code('is 100 pages', 'src/tasks/scan.ts', 'pageSize = 100'),
  // As many pages, at half of ten reads a second.
  is('A search through 10,000 entries', 100 * 100),
  is('which is 20 seconds', 10_000 / 100 / 5),
  by('5 reads a second', 'src/door/modest.ts', 'half: (limit: number) => Math.floor(limit / 2)'),
  code('pause lasts a minute at most', 'src/door/pace.ts', 'longestPause = 60_000'),
  code('at most every\nthree seconds', 'src/settings/keys.ts', 'between = 3_000'),
  code('for 30 minutes', 'src/settings/keys.ts', 'afterlife = 1_800_000'),
  code('hold, for 30 minutes at most', 'src/settings/keys.ts', 'afterlife = 1_800_000'),
  code('may hold two tokens', 'src/settings/bearers.ts', 'most = 2'),
  code('more than two tokens', 'src/settings/bearers.ts', 'most = 2'),
  code('may have two bearer tokens', 'src/settings/bearers.ts', 'most = 2'),
  code('at most every two seconds', 'src/settings/bearers.ts', 'between = 2_000'),
  code('at least 16 characters', 'src/settings/bearers.ts', 'shortest = 16'),
  code('running calls get up to 5 seconds', 'src/server/transports/ending.ts', 'usualGrace = 5_000'),
  code('a quarter of a second up to', 'src/server/transports/slowing.ts', 'first: 250'),
  code('up to five seconds. Callers', 'src/server/transports/slowing.ts', 'longest: 5_000'),
  code('If 256 wrong ones wait', 'src/server/transports/slowing.ts', 'waiting: 256'),
  code('up to 16 MB', 'src/server/transports/size.ts', 'largestMessage = 16 * 1024 * 1024'),
  by('within a quarter of a second, the process', 'src/door/shared/store.ts', 'answer: 180, turn: 40'),
  code('the store gets two seconds', 'src/door/shared/store.ts', 'first: 2_000'),
  code('tries the store every second', 'src/door/shared/store.ts', 'again: 1_000'),
  code('nothing for longer than a day', 'src/door/shared/shared.ts', 'organization: 86_400_000'),
  code('and up to 1 MB of lines', 'src/record/sink.ts', 'most = 1024 * 1024'),
  code('at most once a minute', 'src/server/transports/slowing.ts', 'tell: 60_000'),
];

const files = [
  code('up to 10 MB', 'src/door/upload.ts', 'largestInline = 10 * 1024 * 1024'),
  code('allows, 100 MB, and', 'src/door/uploads/opened.ts', 'largest = 100 * 1024 * 1024'),
  code('silence, 100 MB.', 'src/door/uploads/opened.ts', 'largest = 100 * 1024 * 1024'),
  code('20 seconds of silence', 'src/door/dial/dialling.ts', 'silence: 20_000'),
  code('three redirects, each judged', 'src/door/dial/dialling.ts', 'mostRedirects = 3'),
  code('at most 1 MB', 'src/operations/file.ts', 'mostShown: Bounds = { bytes: 1_000_000'),
  code('and 1,024 pixels on', 'src/operations/file.ts', 'bytes: 1_000_000, side: 1024'),
  code('more than 1,024 pixels', 'src/operations/file.ts', 'bytes: 1_000_000, side: 1024'),
  code('up to 40,000 bytes', 'src/operations/file.ts', 'text: 40_000'),
  by('at most 60 KB', 'test/packaging/review.test.ts', 'toBeLessThanOrEqual(60_000)'),
  code('at most 64 KB', 'src/operations/file.ts', 'mostPreviewed: Bounds = { bytes: 65_536'),
  code('and 480 pixels', 'src/operations/file.ts', 'bytes: 65_536, side: 480'),
];

const surface = [
  is('eight tools come with', tasks.filter(({ view }) => view !== undefined).length),
  is('The fifteen modules', modules.filter(({ companion }) => !companion).length),
  is('Six companions', modules.filter(({ companion }) => companion).length),
  is(
    'about a dozen\neveryday operations',
    modules.flatMap(each => each.operations).filter(each => each.everyday).length,
  ),
  by('fewer than thirty, which', 'test/budget.test.ts', 'within 6,000 tokens and 32 tools'),
  by('three tools', 'test/server/surface.test.ts', 'and three tools by which all else is found and called'),
  code('remembered for a minute', 'src/stack/suggest.ts', 'life: 60_000'),
  code('at most three requests a second', 'src/stack/suggest.ts', 'aSecond: 3'),
  code('at most a second and a half', 'src/stack/suggest.ts', 'patience: 1_500'),
];

const sandbox = [
  by('five entries in English', 'test/sandbox/seed/demo-findings.test.ts', 'counts what is live at an older version'),
  code('up to 200000;', 'src/settings/table.ts', 'mostEntries = 200_000'),
  code('up to 60000 |', 'src/settings/invocation.ts', 'longestLatency = 60_000'),
  code('the last 2000 requests', 'src/sandbox/http/request-log.ts', 'longestRequestLog = 2000'),
  by('at most ten in a second', 'test/live/pace.test.ts', 'never sends more than ten requests in any second'),
  by('a file of 100 MB', 'test/live/untold.ts', 'assetSizeLimit'),
  by('300 folders |', 'test/live/untold.ts', 'mostFolders'),
];

const developing = [
  code('take more than 400 tokens', 'test/budget.test.ts', 'expect(cost, name).toBeLessThanOrEqual(400)'),
];

export const claims: readonly Claim[] = [
  ...learning,
  ...asking,
  ...reading,
  ...writing,
  ...network,
  ...files,
  ...surface,
  ...sandbox,
  ...developing,
];
