// Sample answers of extensions, as outlines.
import type { ShapeCase } from '../shape.ts';

export const extensions: ShapeCase[] = [];
