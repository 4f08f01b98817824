// Whatever is sent to whatever tool, nothing goes to production that an example policy keeps from it.
import { holdPolicies } from './guard-held.ts';

holdPolicies([
  ['never-production', 'cannot be asked', {}],
  ['never-production', 'at once', { CONFIRM: 'never', BRANCH: 'development' }],
  ['never-production', 'at once', { SURFACE: 'tasks' }],
  ['never-production', 'cannot be asked', { LIVE_SCHEMA: 'false', TOKEN_SCOPE: 'read-write' }],
  ['releases-only', 'cannot be asked', { CONFIRM: 'never' }],
]);
