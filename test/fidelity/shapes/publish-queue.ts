// Sample answers of publish queue, as outlines.
import type { ShapeCase } from '../shape.ts';

export const publishQueue: ShapeCase[] = [];
