// Sample answers of bulk, as outlines.
import type { ShapeCase } from '../shape.ts';

export const bulk: ShapeCase[] = [];
