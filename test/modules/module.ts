// What the module tests share: a server on a sandbox of its own per test, and a check that no operation was forgotten.
import { expect, onTestFinished } from 'vitest';
import { type Json, type Opened, type Options, open as openServer, toCode } from '../harness.ts';
import { operations } from '../operations.ts';

export type { Json } from '../harness.ts';

/**
 * `open` goes into beforeEach; the sandbox is gone when the test is.
 * @param options such as `settings: { MODULES: 'all' }`, which a companion module needs.
 * @param refused operations that the CMA refuses to every token, so that no call of them can succeed.
 */
export function openModule(module: string, options: Options = {}, refused: string[] = []) {
  let opened: Opened;
  const called = new Set<string>();
  return {
    sandbox: () => opened.sandbox,
    async open() {
      opened = await openServer({ answers: 'raw', ...options });
      onTestFinished(() => opened.close());
    },
    async call(name: string, args: Json = {}): Promise<Json> {
      const answer = await opened.call(name, args);
      called.add(name);
      return answer;
    },
    /** For what is no JSON: the parts of the answer. */
    async see(name: string, args: Json = {}): Promise<Json[]> {
      const first = await opened.client.callTool({ name, arguments: args });
      const code = toCode(JSON.parse(JSON.stringify(first.content))[0]?.text ?? '');
      const again = { name, arguments: { ...args, confirm: code } };
      const { content, isError } = code === undefined ? first : await opened.client.callTool(again);
      if (isError) throw new Error(`${name}: ${JSON.stringify(content)}`);
      called.add(name);
      return content as Json[];
    },
    fail: (name: string, args: Json = {}): Promise<string> => opened.fail(name, args),
    /** A call that was refused exercises nothing. */
    expectAllCalled() {
      const own = operations.filter(operation => operation.module === module).map(({ name }) => name);
      expect(own.filter(name => !called.has(name))).toEqual(refused);
    },
  };
}
