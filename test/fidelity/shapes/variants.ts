// Sample answers of variants, as outlines.
import type { ShapeCase } from '../shape.ts';

export const variants: ShapeCase[] = [];
