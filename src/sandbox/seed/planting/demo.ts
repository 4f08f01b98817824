// The demo stack as a state. In what ships stands here what came of it when that was built: planting takes longer than all else at a start.
import type { State } from '../../state/state.ts';
import { demoSeed } from '../demo/index.ts';
import { plantSeed } from './plant.ts';

export const plantDemo = (): State => plantSeed(demoSeed);
