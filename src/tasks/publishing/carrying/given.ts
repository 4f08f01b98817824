// What a call of publish_plan asks for, beside what the plan was made of.
import { BadTask } from '../../../operations/task.ts';
import type { Asked } from '../row.ts';

export interface Given extends Asked {
  code: string;
  except?: string[];
  as_release?: string;
  scheduled_at?: string;
}

/** By the API's reference, in characters. */
const longestName = 50;

/** @throws {BadTask} for what no state of the stack could mend. */
export function requireSense({ as_release: name, scheduled_at, release, except = [] }: Given): void {
  const problems: string[] = [];
  if (name !== undefined && (name.trim() === '' || name.length > longestName))
    problems.push(`as_release: the name of a release has 1 to ${longestName} characters`);
  if (name !== undefined && scheduled_at !== undefined)
    problems.push('scheduled_at: when a release goes live is chosen where it is deployed; leave one of the two out');
  if (name !== undefined && release !== undefined)
    problems.push('as_release: the plan is of a release already; leave it out, and that release is deployed');
  if (release !== undefined && except.length > 0)
    problems.push(
      'except: a release is deployed as a whole; take items out of it with remove_release_items, and plan it again',
    );
  if (scheduled_at !== undefined && Date.parse(scheduled_at) <= Date.now())
    problems.push('scheduled_at: lies in the past');
  if (problems.length > 0) throw new BadTask(...problems);
}
