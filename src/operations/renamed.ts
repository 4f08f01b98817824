// Names that tools had: a call, a filter or a search by one of them means the tool as it is called now. Pure.

export interface Former {
  name: string;
  /** The version, such as `0.3`, from which on the name is gone. A law takes it at its word. */
  until: string;
}

interface Named {
  name: string;
  was?: readonly Former[];
}

/** What it is called, and what it was. */
export const toNames = ({ name, was = [] }: Named): string[] => [name, ...was.map(former => former.name)];

/** A tool that was called by a name that it has no longer. */
export interface Renamed extends Former {
  now: string;
}

/** @returns undefined where no tool was called so, or one is. */
export function findRenamed(name: string, tools: readonly Named[]): Renamed | undefined {
  if (tools.some(tool => tool.name === name)) return undefined;
  for (const { name: now, was = [] } of tools) {
    const former = was.find(each => each.name === name);
    if (former) return { ...former, now };
  }
  return undefined;
}

/** What it is called now; the name itself, where that is no former one. */
export const toPresentName = (name: string, tools: readonly Named[]): string => findRenamed(name, tools)?.now ?? name;
