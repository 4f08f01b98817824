// Where cases are drawn, they are the same each time, so that a run that fails is the fault of a change and not of luck.
// FUZZ_SEED=<number> draws others: that is how one looks for faults nobody knows.
import fc from 'fast-check';

export const seed = Number(process.env.FUZZ_SEED ?? 20260728);

fc.configureGlobal({ seed });
