// Sample answers of content types, as outlines.
import type { ShapeCase } from '../shape.ts';

export const contentTypes: ShapeCase[] = [];
