// Sample answers of audit log, as outlines.
import type { ShapeCase } from '../shape.ts';

export const auditLog: ShapeCase[] = [];
