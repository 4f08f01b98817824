// Routes under /audit-logs: what has happened on a branch, newest first.
import type { Call, Module } from '../http/call.ts';
import { missObject } from '../http/replies.ts';
import { markBranch, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import { readTimeSpan } from '../query/time-span.ts';
import type { Json } from '../state/json.ts';

function list(call: Call): Json {
  const isWithin = readTimeSpan(call);
  const items = call.branch.audit_log.filter(item => isWithin(item.created_at)).reverse();
  return answerList(call, 'logs', items);
}

function get(call: Call): Json {
  const uid = takeParam(call, 'item');
  const found = call.branch.audit_log.find(item => item.uid === uid);
  if (!found) throw missObject('audit log item', 'uid', call.choices.notFoundStatus.audit_log);
  return { [call.choices.auditLogItem]: markBranch(call, { _id: uid, ...found }) };
}

export const auditLog: Module = {
  name: 'audit-log',
  reach: 'branch',
  routes: [
    { method: 'GET', path: '/audit-logs', answer: list },
    { method: 'GET', path: '/audit-logs/:item', answer: get },
  ],
};
