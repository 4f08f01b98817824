// The metrics as a table: what each counts, by which labels, and what it means in words for Prometheus and the docs. Pure.
import { attributes, operationDuration, toPrometheus } from './names.ts';

export interface Row {
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  /** For Prometheus and the docs. */
  meaning: string;
  /** None holds what callers or stacks could make up, so the number of series is bound. */
  labels: readonly string[];
  buckets?: readonly number[];
}

const method = toPrometheus(attributes.method);
const tool = toPrometheus(attributes.tool);
const error = toPrometheus(attributes.error);

/** Of what is called and not known here. */
export const other = 'other';

/** Labels of the convention, as the code sets them. */
export const labels = { method, tool, error } as const;

/** In seconds. */
const toApi = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];
const toWait = [0.01, 0.1, 0.5, 1, 2, 5, 10, 30];

export const rows = {
  operations: {
    name: `${toPrometheus(operationDuration.name)}_seconds`,
    type: 'histogram',
    meaning: 'How long messages of clients took, by method, tool and kind of failure.',
    labels: [method, tool, error],
    buckets: operationDuration.buckets,
  },
  requests: {
    name: 'contentstack_api_requests_total',
    type: 'counter',
    meaning:
      'Requests sent to the API, including those that the server needs itself; status is none if no answer came, and 429 if there were too many.',
    labels: ['kind', 'status'],
  },
  durations: {
    name: 'contentstack_api_request_duration_seconds',
    type: 'histogram',
    meaning: 'How long the API took to answer, from the time a request left.',
    labels: ['kind'],
    buckets: toApi,
  },
  waits: {
    name: 'contentstack_api_wait_seconds',
    type: 'histogram',
    meaning: 'How long requests waited for their turn before they left.',
    labels: ['kind'],
    buckets: toWait,
  },
  retries: {
    name: 'contentstack_api_retries_total',
    type: 'counter',
    meaning: 'Requests that were sent again, because too many had been sent or a read had failed.',
    labels: ['kind'],
  },
  questions: {
    name: 'contentstack_questions_total',
    type: 'counter',
    meaning:
      'Calls held back: how is person if a person was asked, code if the same call has to come again with a code.',
    labels: ['how'],
  },
  answers: {
    name: 'contentstack_answers_total',
    type: 'counter',
    meaning:
      'Answers to questions: yes, decline, cancel, unticked (sent without a yes) or nothing (neither yes nor no).',
    labels: ['answer'],
  },
  writes: {
    name: 'contentstack_writes_total',
    type: 'counter',
    meaning:
      'Calls of tools that write, by their effect and how they ended: ok, nothing (it went well and no write was sent, as in a rehearsal), failed (the answer is an error), refused or cancelled. Calls held back are not counted.',
    labels: ['effect', 'outcome'],
  },
  limit: {
    name: 'contentstack_pace_limit',
    type: 'gauge',
    meaning:
      'Requests a second that may leave now. If there are several stacks, stack_index is the place of each in the file, from 1 on; stacks of one organisation share a pace.',
    labels: ['kind', 'stack_index'],
  },
  waiting: {
    name: 'contentstack_pace_waiting',
    type: 'gauge',
    meaning: 'Requests that wait for their turn now.',
    labels: ['kind', 'stack_index'],
  },
  ready: {
    name: 'contentstack_ready',
    type: 'gauge',
    meaning: '1 if /readyz would answer 200, else 0.',
    labels: [],
  },
  build: {
    name: 'contentstack_build_info',
    type: 'gauge',
    meaning: 'Always 1; the labels give the version of the server and of Node.js.',
    labels: ['version', 'node'],
  },
  started: {
    name: 'process_start_time_seconds',
    type: 'gauge',
    meaning: 'When the process started, in seconds since 1970.',
    labels: [],
  },
  processor: {
    name: 'process_cpu_seconds_total',
    type: 'counter',
    meaning: 'Processor time that the process has used.',
    labels: [],
  },
  memory: {
    name: 'process_resident_memory_bytes',
    type: 'gauge',
    meaning: 'Memory that the process holds.',
    labels: [],
  },
} as const satisfies Record<string, Row>;

export type RowName = keyof typeof rows;
