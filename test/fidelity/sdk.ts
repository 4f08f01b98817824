// Contentstack's own SDK on a sandbox of its own: `await using opened = await openSdk()`, then `opened.stack`.
import { createRequire } from 'node:module';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts';

/**
 * Loaded without its types: they lack methods it has, and some are TypeScript sources that do not compile under our
 * options.
 */
// biome-ignore lint/suspicious/noExplicitAny: the SDK's objects are looked into at any depth
export type Sdk = any;
const { client } = createRequire(import.meta.url)('@contentstack/management') as { client(options: object): Sdk };

export interface OpenedSdk extends AsyncDisposable {
  sandbox: Sandbox;
  /** The stack as the SDK sees it; on the main branch. */
  stack: Sdk;
  /** The same for another token of the seed, or another branch. */
  as(token: string, branch?: string): Sdk;
  /** What a call that must fail was refused with: the SDK throws an Error whose message is JSON. */
  refused(work: Promise<unknown>): Promise<Refusal>;
}

export interface Refusal {
  status: number;
  errorCode: number | undefined;
  errorMessage: string;
  errors: Record<string, unknown>;
}

export async function openSdk(options: SandboxOptions = {}): Promise<OpenedSdk> {
  const sandbox = await startSandbox(options);
  const { hostname, port } = new URL(sandbox.origin);
  // The SDK adds `/v3` and takes `http` for what is insecure; it is not to repeat what was refused.
  const sdk = client({ host: hostname, port: Number(port), insecure: true, retryOnError: false, maxRetries: 0 });
  const as = (token: string, branch?: string): Sdk =>
    sdk.stack({
      api_key: sandbox.api_key,
      management_token: sandbox.tokens[token],
      ...(branch ? { branch_uid: branch } : {}),
    });
  return {
    sandbox,
    stack: as('read_write'),
    as,
    async refused(work) {
      const error = await work.then(
        () => undefined,
        (thrown: unknown) => thrown as Error,
      );
      if (!error) throw new Error('the call succeeded');
      return JSON.parse(error.message) as Refusal;
    },
    [Symbol.asyncDispose]: () => sandbox.close(),
  };
}
