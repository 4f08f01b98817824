// Sample answers of entries, as outlines.
import type { ShapeCase } from '../shape.ts';

export const entries: ShapeCase[] = [];
