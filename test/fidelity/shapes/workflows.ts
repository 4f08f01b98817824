// Sample answers of workflows, as outlines.
import type { ShapeCase } from '../shape.ts';

export const workflows: ShapeCase[] = [];
