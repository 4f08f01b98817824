// The front of the content model: content types, global fields, labels.
import type { Module } from '../http/call.ts';
import { contentTypes } from './content-types-routes.ts';
import { globalFields } from './global-fields-routes.ts';
import { labels } from './labels-routes.ts';

export const model: Module[] = [contentTypes, globalFields, labels];
