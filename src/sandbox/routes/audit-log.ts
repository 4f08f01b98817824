// Routes of the module audit-log.
import type { Module } from '../call.ts';

export const auditLog: Module = { name: 'audit-log', reach: 'branch', routes: [] };
