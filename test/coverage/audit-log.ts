// The audit log: how far the sandbox serves it.
import { type CoverageRow, served } from './row.ts';

export const auditLog: readonly CoverageRow[] = [
  ['GET /audit-logs', served('audit-log/audit-log.test.ts > filters, counts, pages and takes a span of time')],
  ['GET /audit-logs/{log_item_uid}', served('audit-log/audit-log.test.ts > shows one item')],
];
