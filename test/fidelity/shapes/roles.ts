// Sample answers of roles, as outlines.
import type { ShapeCase } from '../shape.ts';

export const roles: ShapeCase[] = [];
