// For Node 20: the conformance suite names `globSync` of node:fs, which came with Node 22, and does not call it for servers.
import { register } from 'node:module';

const hooks = `
export const resolve = (specifier, context, next) =>
  specifier === 'fs' && context.parentURL.includes('/conformance/dist/')
    ? { url: 'glob-sync:fs', shortCircuit: true }
    : next(specifier, context);
export const load = (url, context, next) =>
  url === 'glob-sync:fs'
    ? {
        format: 'module',
        shortCircuit: true,
        source: "export * from 'node:fs'; export const globSync = () => { throw new Error('not on Node 20'); };",
      }
    : next(url, context);
`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
