// The official SDK, pointed at a recorder, with as much of a type as the cases need.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recorder } from './recorder.ts';

/**
 * Loaded without its types: they lack methods it has (`auditLog`, `addHeader`), and some are TypeScript sources that do
 * not compile under our options.
 */
const { client } = createRequire(import.meta.url)('@contentstack/management') as {
  client(options: object): { stack(options: object): Sdk };
};

/** Modules of a stack, and what they do. A closed list, so that a misspelt method does not compile. */
type Method =
  | 'addHeader'
  | 'addItems'
  | 'all'
  | 'ancestors'
  | 'asset'
  | 'auditLog'
  | 'branch'
  | 'branchAlias'
  | 'bulkOperation'
  | 'clone'
  | 'compare'
  | 'contentType'
  | 'contentTypes'
  | 'count'
  | 'create'
  | 'delete'
  | 'deploy'
  | 'descendants'
  | 'disable'
  | 'enable'
  | 'entry'
  | 'environment'
  | 'executions'
  | 'export'
  | 'extension'
  | 'fetch'
  | 'fetchAll'
  | 'find'
  | 'findAll'
  | 'folder'
  | 'getJobItems'
  | 'getPublishRules'
  | 'getReferences'
  | 'globalField'
  | 'globalFields'
  | 'import'
  | 'item'
  | 'jobStatus'
  | 'label'
  | 'locale'
  | 'locales'
  | 'localize'
  | 'merge'
  | 'mergeQueue'
  | 'move'
  | 'publish'
  | 'publishRule'
  | 'query'
  | 'references'
  | 'release'
  | 'replace'
  | 'retry'
  | 'role'
  | 'search'
  | 'taxonomy'
  | 'terms'
  | 'unpublish'
  | 'update'
  | 'updateCT'
  | 'updateItems'
  | 'updateUsersRoles'
  | 'upload'
  | 'users'
  | 'variantGroup'
  | 'variants'
  | 'webhook'
  | 'workflow';

/** A call gives the next thing to call, or in the end a promise, which the test awaits. */
export type Sdk = { [Name in Method]: (...given: unknown[]) => Sdk };

export interface Stack {
  apiKey: string;
  token: string;
  branch: string;
}

export function openSdk({ port }: Recorder, { apiKey, token, branch }: Stack): Sdk {
  const options = { host: '127.0.0.1', port, insecure: true, retryOnError: false };
  return client(options).stack({ api_key: apiKey, management_token: token, branch_uid: branch });
}

/** How the SDK is told what to save: by setting it on the object before `update()`. */
export function set(target: Sdk, fields: object): Sdk {
  return Object.assign(target, fields);
}

const directory = mkdtempSync(join(tmpdir(), 'wire-'));

/** The SDK takes imports and uploads as paths. Returns that of a file with this name and content. */
export function toFile(name: string, content: unknown): string {
  const path = join(directory, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
