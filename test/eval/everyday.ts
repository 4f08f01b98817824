// What a content team asks for, before there were tasks and with them: questions, changes and publishes, for the README's tables.
import type { Outcome } from './play.ts';
import { playOnce } from './played.ts';
import type { Task } from './task.ts';
import { tasks } from './tasks/index.ts';

type Jobs = readonly (readonly [task: string, job: string])[];

/** By the name of the evaluation's task. */
const questions: Jobs = [
  ['mentions of a product', 'Which posts mention a product, and where?'],
  ['live at an older version', 'What is live in production at an older version?'],
  ['German that is missing or behind', 'What lacks a German translation, or has one older than its source?'],
  ['broken references', 'Which references and links are broken?'],
  ['descriptions empty or too long', 'Which descriptions are empty, or longer than 160?'],
  ['pictures without words, files without use', 'Which images lack a description, which files does nobody use?'],
  ['staging beside production', 'What differs between staging and production?'],
  ['what changed since version 2', 'What changed in this entry between version 2 and now?'],
  ['what went live, and by whom', 'What went live last week, and by whom?'],
  ['who uses this author', 'Who uses this author?'],
];

const changes: Jobs = [
  ['a typo within a block', "Mend a typo in a block's rich text"],
  ['a block between two others', 'Put a block between two others'],
  ['a menu in another order', 'Put a menu in another order'],
  ['a product under a new name', 'Rename a product everywhere, but not in URLs and code'],
  ['a tag on all posts of an author', 'Tag all posts of an author, in every language'],
  ['a post from Markdown', 'Draft a post from Markdown'],
  ['a page in German, with its blocks', 'Translate a page with its blocks'],
  ['a translation after its source has changed', 'Bring a polished translation up to date'],
  ['a colleague at another field', 'Change a field while a colleague saves another'],
  ['a colleague at the same field', 'Spare a field that a colleague has just changed'],
  ['my last change taken back', 'Take my last change back'],
  ['five changes taken back', 'Take five changes back, in two languages'],
  ['version 3 without its picture', 'Bring version 3 back, but for its picture'],
  ['one field more and one less', 'Add a field to a type, take one out, say what is lost'],
];

const publications: Jobs = [
  ['a page with all it needs', 'Put a page on staging with all it needs'],
  ['what is behind on staging', 'Bring all that is behind on staging up to date'],
  ['three languages, two of them behind', 'Publish three languages, two of them behind'],
  ['a page for a date', 'Schedule a page with all it needs'],
  ['the same as a release', 'Prepare a release that a person deploys'],
  ['a release that would take something off', 'Leave a release that would take something off'],
  ['a publish that waits already', 'Leave to its day what is scheduled already'],
  ['a post that points to a draft', 'Publish a post, but not the draft it points to'],
  ['a mandatory gap before production', 'Keep a post with a gap out of production'],
  ['a colleague between plan and publish', 'Spare what a colleague saves on the way'],
];

const tellRight = ({ isRight }: Outcome): string => (isRight ? 'yes' : 'no');

/** Harm weighs more than whatever else came out right. */
const tellEnd = (outcome: Outcome): string => (outcome.harm.length > 0 ? 'harm' : tellRight(outcome));

export const toQuestionsTable = (): Promise<string> => toTable('question', questions, tellRight);

export const toChangesTable = (): Promise<string> => toTable('change', changes, tellEnd);

export const toPublicationsTable = (): Promise<string> => toTable('publish', publications, tellEnd);

async function toTable(what: string, jobs: Jobs, tellOutcome: (outcome: Outcome) => string): Promise<string> {
  const tell = (outcome: Outcome): string[] => [String(outcome.calls), String(outcome.tokens), tellOutcome(outcome)];
  const rows = await Promise.all(
    jobs.map(async ([name, job]) => {
      const task = find(name);
      const { naive, best } = await playOnce(task);
      return [job, ...tell(naive), ...tell(best)];
    }),
  );
  const head = [what, 'calls', 'tokens', 'right', 'calls with tasks', 'tokens', 'right'];
  const lines = [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows];
  return lines.map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

function find(name: string): Task {
  const task = tasks.find(each => each.name === name);
  if (!task) throw new Error(`the evaluation has no task "${name}"`);
  return task;
}
