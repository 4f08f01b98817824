// Sample answers of metadata, as outlines.
import type { ShapeCase } from '../shape.ts';

export const metadata: ShapeCase[] = [];
