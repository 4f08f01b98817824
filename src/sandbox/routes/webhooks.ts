// Routes of the module webhooks.
import type { Module } from '../call.ts';

export const webhooks: Module = { name: 'webhooks', reach: 'global', routes: [] };
