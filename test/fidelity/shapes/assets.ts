// Sample answers of assets, as outlines.
import type { ShapeCase } from '../shape.ts';

export const assets: ShapeCase[] = [];
