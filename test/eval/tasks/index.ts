// All evaluation tasks, in the order of the report.
import type { Task } from '../task.ts';
import { agreement } from './agreement.ts';
import { changingTraps } from './change-traps.ts';
import { colleagues } from './colleagues.ts';
import { draft } from './draft.ts';
import { edit } from './edit.ts';
import { everywhere } from './everywhere.ts';
import { find } from './find.ts';
import { health } from './health.ts';
import { houseRules } from './house-rules.ts';
import { model } from './model.ts';
import { needs } from './needs.ts';
import { publish } from './publish.ts';
import { publishingTraps } from './publish-traps.ts';
import { read } from './read.ts';
import { releaseItems } from './release-items.ts';
import { releases } from './releases.ts';
import { restore } from './restore.ts';
import { schedules } from './schedules.ts';
import { states } from './states.ts';
import { translate } from './translate.ts';
import { pitfalls } from './traps.ts';

const reading: readonly Task[] = [...find, ...states, ...health, ...read, ...pitfalls];

const changing: readonly Task[] = [
  ...edit,
  ...everywhere,
  ...draft,
  ...translate,
  ...colleagues,
  ...restore,
  ...model,
  ...changingTraps,
];

const publishing: readonly Task[] = [
  ...publish,
  ...releases,
  ...releaseItems,
  ...schedules,
  ...needs,
  ...agreement,
  ...houseRules,
  ...publishingTraps,
];

export const tasks: readonly Task[] = [...reading, ...changing, ...publishing];
