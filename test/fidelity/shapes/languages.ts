// Sample answers of languages, as outlines.
import type { ShapeCase } from '../shape.ts';

export const languages: ShapeCase[] = [];
