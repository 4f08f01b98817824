// Routes of the module roles.
import type { Module } from '../call.ts';

export const roles: Module = { name: 'roles', reach: 'global', routes: [] };
