// Sample answers of webhooks, as outlines.
import type { ShapeCase } from '../shape.ts';

export const webhooks: ShapeCase[] = [];
