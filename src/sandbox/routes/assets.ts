// Routes of the module assets.
import type { Module } from '../call.ts';

export const assets: Module = { name: 'assets', reach: 'branch', routes: [] };
