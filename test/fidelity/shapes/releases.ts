// Sample answers of releases, as outlines.
import type { ShapeCase } from '../shape.ts';

export const releases: ShapeCase[] = [];
