// What a start of the bundle does not evaluate: zod's half of the catalogue, the SDK's validator, and modules of Node.
import { createRequire, isBuiltin } from 'node:module';
import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'esbuild';
import { modules, tasks } from '../../tools/index.ts';
import { freeze, freezeTasks } from '../operations/frozen.ts';
import { plantDemo } from '../sandbox/index.ts';

const root = process.cwd();

/** The catalogue as data where main.ts joins it to the machine; its fields are read by the first call. */
export const frozenCatalogue: Plugin = {
  name: 'frozen catalogue',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/tools\/index\.ts$/ }, ({ kind }) =>
      kind === 'import-statement' ? { path: 'tools', namespace: 'frozen' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'frozen' }, () => ({
      resolveDir: root,
      contents: `
        import { thaw, thawTasks } from './src/operations/frozen.ts';
        const frozen = JSON.parse(${JSON.stringify(JSON.stringify([freeze(modules), freezeTasks(tasks)]))});
        export const modules = thaw(frozen[0], () => require('./tools/index.ts').modules);
        export const tasks = thawTasks(frozen[1], () => require('./tools/index.ts').tasks);`,
    }));
  },
};

/** The demo stack as it comes up when it is planted, which it does in the same way each time. */
export const plantedDemo: Plugin = {
  name: 'planted demo',
  setup({ onLoad }) {
    onLoad({ filter: /\/seed\/planting\/demo\.ts$/ }, () => ({
      contents: `
        import { brotliDecompressSync } from 'node:zlib';
        const packed = '${brotliCompressSync(JSON.stringify(plantDemo())).toString('base64')}';
        export const plantDemo = () => JSON.parse(brotliDecompressSync(Buffer.from(packed, 'base64')).toString());`,
    }));
  },
};

/** It judges what users write into forms, and is a third of the SDK. The SDK takes it from a module made to be replaced. */
export const validatorOnDemand: Plugin = {
  name: 'validator on demand',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, ({ path }) => ({ path, namespace: 'shims' }));
    onLoad({ filter: /./, namespace: 'shims' }, () => ({
      resolveDir: root,
      contents: `
        export class DefaultJsonSchemaValidator {
          getValidator(schema) {
            const { AjvJsonSchemaValidator } = require('@modelcontextprotocol/server/validators/ajv');
            this.ajv ??= new AjvJsonSchemaValidator();
            return this.ajv.getValidator(schema);
          }
        }
        export const process = globalThis.process;`,
    }));
  },
};

/** The demo's client judges what tools answer by their output schemas, which ours have none of. */
export const noClientValidator: Plugin = {
  name: 'no validator in the client',
  setup({ onLoad }) {
    onLoad({ filter: /\/client\/dist\/shimsNode\.mjs$/ }, () => ({
      contents: `
        export class DefaultJsonSchemaValidator {}
        export const CORS_IS_POSSIBLE = false;
        export { default as process } from 'node:process';`,
    }));
  },
};

/**
 * Of undici, what the two doors import: its index also loads caches, mocks, WebSockets and fetch, which takes four times as
 * long. It gives every dispatcher its methods in the same way. HTTP/2, which no door allows, is loaded with the first
 * connection that would speak it.
 */
export const leanUndici: Plugin = {
  name: 'lean undici',
  setup({ onResolve, onLoad }) {
    onLoad({ filter: /\/undici\/index\.js$/ }, () => ({
      contents: `
        const later = (name, get) => Object.defineProperty(exports, name, { get, enumerable: true });
        Object.assign(require('./lib/dispatcher/dispatcher').prototype, require('./lib/api'));
        exports.Agent = require('./lib/dispatcher/agent');
        later('EnvHttpProxyAgent', () => require('./lib/dispatcher/env-http-proxy-agent'));
        later('FormData', () => require('./lib/web/fetch/formdata').FormData);`,
    }));
    onResolve({ filter: /\/client-h2\.js$/ }, ({ resolveDir, namespace }) =>
      namespace === 'file' ? { path: 'client-h2', namespace: 'later', pluginData: { resolveDir } } : undefined,
    );
    onLoad({ filter: /./, namespace: 'later' }, ({ pluginData }) => ({
      contents: "module.exports = (...given) => require('./client-h2.js')(...given);",
      resolveDir: pluginData.resolveDir,
    }));
  },
};

/**
 * Imports of Node's modules are done before the first line runs, those of libraries that are never reached among them:
 * HTTP/2 alone takes as long as our own code. So each name is looked up when it is used.
 */
export const builtinsOnDemand: Plugin = {
  name: 'builtins on demand',
  setup({ onResolve, onLoad }) {
    const require = createRequire(import.meta.url);
    onResolve({ filter: /./ }, ({ path, kind }) =>
      isBuiltin(path) && kind === 'import-statement' ? { path, namespace: 'builtin' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => {
      const builtin = require(path);
      const load = `require(${JSON.stringify(path)})`;
      // A module that is a function, as of events, is one name.
      if (typeof builtin === 'function') return { contents: `module.exports = ${load};` };
      const names = JSON.stringify(Object.keys(builtin));
      return {
        contents: `
          const define = name => Object.defineProperty(exports, name, { get: () => ${load}[name], enumerable: true });
          ${names}.forEach(define);`,
      };
    });
  },
};
