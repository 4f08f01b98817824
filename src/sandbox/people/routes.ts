// The front of the people of a stack: roles, and the users who have them.
import type { Module } from '../http/call.ts';
import { roles } from './roles-routes.ts';
import { users } from './users-routes.ts';

export const people: Module[] = [roles, users];
