// Ten questions of a content team, before there were tasks and with them: for the table in the README.
import { type Outcome, play } from './play.ts';
import { tasks } from './tasks/index.ts';

/** By the name of the evaluation's task. */
const questions: readonly [task: string, question: string][] = [
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

const tell = ({ calls, tokens, isRight }: Outcome): string[] => [String(calls), String(tokens), isRight ? 'yes' : 'no'];

export async function toQuestionsTable(): Promise<string> {
  const rows = await Promise.all(
    questions.map(async ([name, question]) => {
      const task = tasks.find(each => each.name === name);
      if (!task) throw new Error(`the evaluation has no task "${name}"`);
      const { naive, best } = task.solvers;
      return [question, ...tell(await play(task, naive)), ...tell(await play(task, best))];
    }),
  );
  const head = ['question', 'calls', 'tokens', 'right', 'calls with tasks', 'tokens', 'right'];
  const lines = [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows];
  return lines.map(cells => `| ${cells.join(' | ')} |`).join('\n');
}
