// Each refusal that the reference knows of, by what it is about.

import type { Refusal } from './refusal.ts';
import { credentials, governance, permissions } from './refused-access.ts';
import { transport } from './refused-between.ts';
import { limits, missing, saved } from './refused-content.ts';

export const refusals: Record<string, readonly Refusal[]> = {
  'Credentials and branches': credentials,
  Permissions: permissions,
  'What governs content': governance,
  Limits: limits,
  'What is saved': saved,
  'What is not there': missing,
  'The way between': transport,
};
