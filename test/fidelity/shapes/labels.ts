// Sample answers of labels, as outlines.
import type { ShapeCase } from '../shape.ts';

export const labels: ShapeCase[] = [];
