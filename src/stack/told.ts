// What has been said so far, by what was asked.

import type { Reply } from './replies.ts';

/** What was not asked yet is not there. */
export interface Told {
  branches: Reply | undefined;
  aliases: Reply | undefined;
  /** By branch name: a read of something that each branch has of its own. */
  reach: ReadonlyMap<string, Reply>;
  /** By module. */
  tests: ReadonlyMap<string, Test>;
}

/** A write that can have no effect: a delete of something with a uid that nobody has. */
export interface Test {
  uid: string;
  branch: string;
  reply: Reply;
}
