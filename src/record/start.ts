// The first line of a record: which program, what it serves, and what may be done there. Pure.
import { writes } from '../stack/access.ts';
import type { Member } from '../stack/members.ts';

interface Start {
  version: string;
  over: 'stdio' | 'http';
  members: readonly Member[];
  /** In words. */
  into: string;
}

export function toStart({ version, over, members, into }: Start): string {
  const stacks = members.map(({ stack, settings, where }) => {
    const { kept, tasks, policies } = stack.now().access;
    const offered = [...kept, ...tasks.kept.map(({ task }) => task)];
    const writing = offered.filter(writes).length;
    const rights = writing === 0 ? 'none of which writes' : `${writing} of which write`;
    const notes = [
      ...(settings.dryRun ? ['a rehearsal: nothing that writes leaves'] : []),
      ...(policies.length > 0 ? [`${policies.length} ${policies.length === 1 ? 'policy' : 'policies'}`] : []),
    ];
    return [`${where}: ${offered.length} tools, ${rights}`, ...notes].join(', ');
  });
  const how = over === 'http' ? 'HTTP' : 'stdio';
  return `version ${version} serves ${stacks.join('; ')}; over ${how}; the record is ${into}`;
}
