// Sample answers of users, as outlines.
import type { ShapeCase } from '../shape.ts';

export const users: ShapeCase[] = [];
