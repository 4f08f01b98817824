// What goes back besides the data: the CMA's error body, the errors that recur, and the headers on every answer.
import { randomUUID } from 'node:crypto';
import type { Choices } from '../state/choices.ts';
import type { Json } from '../state/json.ts';

type Messages = Record<string, unknown>;

export type Complaints = Record<string, string[]>;

export class CmaError extends Error {
  readonly status: number;
  readonly code: number | undefined;
  readonly errors: Messages;

  constructor(status: number, code: number | undefined, message: string, errors: Messages = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

export const writeErrorBody = (error: CmaError): Json => ({
  error_message: error.message,
  ...(error.code === undefined ? {} : { error_code: error.code }),
  errors: error.errors,
});

export const refuseKey = (): CmaError =>
  new CmaError(412, 109, "We can't find that Stack. Please try again.", { api_key: ['is not valid.'] });

export const refuseToken = (key: 'authorization' | 'authtoken'): CmaError =>
  new CmaError(401, 105, "You're not allowed in here unless you're logged in.", { [key]: ['is not valid.'] });

/** Where nobody but a user is let in. */
export const refuseUserModule = ({ status, code }: Choices['userModuleRefusal']): CmaError =>
  code === 105
    ? new CmaError(status, code, refuseToken('authtoken').message, { authtoken: ['is not valid.'] })
    : refusePermission({ status, code });

export const refusePermission = ({ status, code }: Choices['readOnlyRefusal']): CmaError =>
  new CmaError(status, code, 'Access denied. You have insufficient permissions to perform this operation.');

export const refuseBranch = (uid: string, status: number): CmaError =>
  new CmaError(
    status,
    901,
    `Access denied. You have insufficient permissions to perform operation on this branch '${uid}'.`,
    { branch: ['is not valid.'] },
  );

export const missBranch = (uid: string, status = 422): CmaError =>
  new CmaError(status, 905, `The branch '${uid}' was not found. Please try again.`, { uid: ['is not valid.'] });

export const missAlias = (uid: string, status = 422): CmaError =>
  new CmaError(status, 905, `The branch alias '${uid}' was not found. Please try again.`, { uid: ['is not valid.'] });

export const refuseRate = ({ code }: Choices['rateRefusal']): CmaError =>
  new CmaError(429, code ?? undefined, 'Rate limit exceeded. Please try again later.');

export const refusePath = (): CmaError => new CmaError(404, undefined, 'The requested path was not found.');

/** An object of any module that is addressed and not there. */
export const missObject = (noun: string, key: string, status = 422): CmaError =>
  new CmaError(status, 141, `The requested ${noun} doesn't exist.`, { [key]: ['is not valid.'] });

export const refuseBody = (message: string, status = 400): CmaError => new CmaError(status, undefined, message);

export const missContentType = (uid: string, status = 422): CmaError =>
  new CmaError(status, 118, `The Content Type '${uid}' was not found. Please try again.`, { uid: ['is not valid.'] });

export const missEntry = (status = 422): CmaError => missObject('entry', 'uid', status);

export const missEnvironment = (status = 422): CmaError => missObject('environment', 'name', status);

export const missLanguage = (status = 422): CmaError => missObject('language', 'code', status);

/** 141 is the code for a request that is well formed but asks for something that cannot be. */
export const refuseRequest = (message: string, errors: Messages = {}): CmaError =>
  new CmaError(422, 141, message, errors);

export const refuseContentType = (deed: 'creation' | 'update' | 'import', errors: Messages): CmaError =>
  new CmaError(422, 115, `Content Type ${deed} failed. Please enter valid data.`, errors);

export const missGlobalField = (uid: string, status = 422): CmaError =>
  new CmaError(status, 118, `The Global Field '${uid}' was not found. Please try again.`, { uid: ['is not valid.'] });

export const refuseGlobalField = (deed: 'creation' | 'update' | 'import', errors: Messages): CmaError =>
  new CmaError(422, 115, `Global Field ${deed} failed. Please enter valid data.`, errors);

export const refuseEntry = (deed: 'creation' | 'update', errors: Messages): CmaError =>
  new CmaError(422, 119, `Entry ${deed} failed. Please enter valid data.`, errors);

export const refuseLanguage = (deed: 'creation' | 'update' | 'removal', errors: Messages): CmaError =>
  new CmaError(422, 247, `Language ${deed} failed. Please enter valid data.`, errors);

export const refuseEnvironment = (deed: 'creation' | 'update', errors: Messages): CmaError =>
  new CmaError(422, 141, `Environment ${deed} failed. Please enter valid data.`, errors);

export const refuseLabel = (deed: 'creation' | 'update', errors: Messages): CmaError =>
  new CmaError(422, 141, `Label ${deed} failed. Please enter valid data.`, errors);

export const refuseWebhook = (deed: 'creation' | 'update' | 'import', errors: Messages): CmaError =>
  new CmaError(422, 141, `Webhook ${deed} failed. Please enter valid data.`, errors);

export function makeHeaders(organization: string, startedAt: number): Record<string, string> {
  return {
    'x-request-id': randomUUID(),
    'x-runtime': String(Math.max(1, Math.round(performance.now() - startedAt))),
    'x-contentstack-organization': organization,
  };
}
