// Whatever is sent to whatever tool, neither types that are off limits nor too much nor a way out gets past an example policy.
import { holdPolicies } from './guard-held.ts';

holdPolicies([
  ['types-off-limits', 'cannot be asked', {}],
  ['types-off-limits', 'at once', { BRANCH: 'live' }],
  ['at-most-20-items', 'cannot be asked', { CONFIRM: 'never' }],
  ['a-person-for-every-way-out', 'cannot be asked', { CONFIRM: 'never' }],
  ['a-person-for-every-way-out', 'at once', {}],
  ['a-person-for-every-way-out', 'no', { CONFIRM: 'never' }],
  ['a-person-for-every-way-out', 'yes', {}],
]);
