// The rooms of this house, from top to bottom, and what each may import. A room that is not named here may not be.

export interface Room {
  /** Folders or files below the root; what lies in one of them is of this room, the longest name first. */
  at: string;
  /** Other rooms that it may know, by their names. */
  may: readonly string[];
  /** Packages; any when absent. `node:` stands for what comes with Node.js. */
  packages?: readonly string[];
  /** What of it others may import; all of it when absent. */
  front?: string;
}

const zod = 'zod';
const node = 'node:';

/** Read from top to bottom it is the way of a call: a room knows only rooms below it. */
export const machine: Readonly<Record<string, Room>> = {
  main: {
    at: 'src/main.ts',
    may: ['catalogue', 'sandbox', 'command', 'serving', 'server', 'stack', 'settings', 'operations'],
    packages: [],
  },
  start: { at: 'src/start', may: [], packages: [node] },
  serving: {
    at: 'src/serving',
    may: ['record', 'telemetry', 'server', 'stack', 'settings', 'operations'],
    packages: [],
  },
  review: { at: 'src/review', may: [], packages: ['diff'] },
  packaging: {
    at: 'src/packaging',
    may: ['catalogue', 'command', 'sandbox', 'stack', 'settings', 'policy', 'operations'],
  },
  catalogue: {
    at: 'tools',
    may: ['task catalogue', 'operations'],
    packages: [zod],
    front: 'tools/index.ts',
  },
  'task catalogue': {
    at: 'tools/tasks',
    may: ['tasks', 'content', 'operations'],
    packages: [zod],
    front: 'tools/tasks/index.ts',
  },
  command: {
    at: 'src/command',
    may: ['results', 'stack', 'door', 'settings', 'policy', 'operations'],
    packages: [node, '@modelcontextprotocol/client'],
  },
  telemetry: {
    at: 'src/telemetry',
    may: ['server', 'stack', 'door', 'settings', 'operations'],
    packages: [node, '@opentelemetry/api', 'prom-client'],
  },
  record: {
    at: 'src/record',
    may: ['server', 'results', 'stack', 'door', 'policy', 'operations'],
    packages: [node, 'sonic-boom'],
  },
  server: {
    at: 'src/server',
    may: ['tasks', 'save', 'results', 'stack', 'door', 'settings', 'policy', 'operations'],
    packages: [node, zod, '@modelcontextprotocol/server', '@modelcontextprotocol/node', 'leven', 'minisearch'],
  },
  tasks: { at: 'src/tasks', may: ['save', 'content', 'results', 'stack', 'door', 'operations'], packages: [] },
  save: { at: 'src/save', may: ['content', 'results', 'stack', 'door', 'operations'], packages: [] },
  results: { at: 'src/results', may: ['content', 'operations'], packages: [zod] },
  stack: { at: 'src/stack', may: ['door', 'settings', 'policy', 'operations'], packages: [node, zod] },
  door: { at: 'src/door', may: ['settings', 'policy', 'operations'] },
  content: {
    at: 'src/content',
    may: [],
    packages: [
      'diff',
      'leven',
      'mdast',
      'mdast-util-from-markdown',
      'mdast-util-gfm-strikethrough',
      'mdast-util-gfm-table',
      'micromark-extension-gfm-strikethrough',
      'micromark-extension-gfm-table',
    ],
  },
  settings: { at: 'src/settings', may: ['policy', 'operations'], packages: [node, zod] },
  policy: { at: 'src/policy', may: ['operations'], packages: [zod] },
  operations: { at: 'src/operations', may: [], packages: [zod, 'leven'] },
  sandbox: { at: 'src/sandbox', may: [], front: 'src/sandbox/index.ts' },
};

/** The sandbox's own, from the ground up: each knows only those before it, and none knows what plants a seed. */
export const sandboxRooms: readonly string[] = [
  'state',
  'http',
  'query',
  'records',
  'environments',
  'languages',
  'audit-log',
  'extensions',
  'people',
  'model',
  'publishing',
  'metadata',
  'variants',
  'taxonomies',
  'workflows',
  'assets',
  'entries',
  'releases',
  'bulk',
  'webhooks',
  'branches',
  'wiring',
  'seed/form',
  'seed/demo',
  'seed/planting',
  'index.ts',
];
