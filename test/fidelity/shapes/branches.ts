// Sample answers of branches, as outlines.
import type { ShapeCase } from '../shape.ts';

export const branches: ShapeCase[] = [];
