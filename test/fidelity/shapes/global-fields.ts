// Sample answers of global fields, as outlines.
import type { ShapeCase } from '../shape.ts';

export const globalFields: ShapeCase[] = [];
