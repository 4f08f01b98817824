// Routes of the module publish-queue.
import type { Module } from '../call.ts';

export const publishQueue: Module = { name: 'publish-queue', reach: 'branch', routes: [] };
