// Routes of the module labels.
import type { Module } from '../call.ts';

export const labels: Module = { name: 'labels', reach: 'branch', routes: [] };
