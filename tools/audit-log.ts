// Audit log: who changed what, of the last 30 days.
import { days, include_branch, paging, query, segment } from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

export default defineModule({
  name: 'audit-log',
  docs: 'audit-log',
  reach: 'branch',
  // What was sent and answered is whatever anybody did: passwords of webhooks, tokens that were made, content. Its keys
  // say what was changed; `versions` of an entry or asset say to what.
  masked: ['request', 'response', 'headers', 'remote_addr'],
  // Where it went, not what it was.
  told: ['locale', 'locales', 'environment', 'environments', 'version', 'action', 'scheduled_at', 'notice'],
  operations: {
    list_audit_logs: operation('GET /audit-logs', {
      title: 'List the audit log',
      effect: 'read',
      description: 'What users did: who changed, deleted or published what when, over 30 days.',
      large: true,
      outline: [
        'uid',
        'module',
        'event_type',
        'metadata.title',
        'metadata.uid',
        'metadata.environment',
        'metadata.locale',
        'metadata.version',
        'created_at',
        'created_by',
      ],
      query: { query, ...days, ...paging, include_branch },
    }),
    get_audit_log: operation('GET /audit-logs/{log_item_uid}', {
      title: 'Get an audit log item',
      effect: 'read',
      description: 'One event of the audit log.',
      large: true,
      path: { log_item_uid: segment },
      query: { include_branch },
    }),
  },
});
