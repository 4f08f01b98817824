// Sample answers of publish rules, as outlines.
import type { ShapeCase } from '../shape.ts';

export const publishRules: ShapeCase[] = [];
