// Sample answers of taxonomies, as outlines.
import type { ShapeCase } from '../shape.ts';

export const taxonomies: ShapeCase[] = [];
