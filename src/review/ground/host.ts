// The view's half of the protocol between a page and its host (MCP Apps, version 2026-01-26): JSON-RPC by messages to the parent.

export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the host tells of, by its notifications. */
interface Listener {
  input(given: Json): void;
  result(result: Json): void;
  cancelled(): void;
  context(changed: Json): void;
}

export interface Host {
  /** @throws {Error} where the host refuses, or has no such method. */
  request(method: string, params: Json): Promise<Json>;
  notify(method: string, params: Json): void;
  /** What it can do; nothing before it has answered the greeting. */
  can(capability: string): boolean;
}

const protocolVersion = '2026-01-26';

/** Some hosts change `window.parent` after the page began: it is read when it is used. */
const post = (message: Json): void => window.parent.postMessage({ jsonrpc: '2.0', ...message }, '*');

/** Greets the host, and hears it from then on. */
export function meet(listener: Listener): Host {
  const waiting = new Map<number, { resolve: (result: Json) => void; reject: (error: Error) => void }>();
  let capabilities: Json = {};
  let last = 0;
  const heard = new Map<unknown, (params: Json) => void>(
    Object.entries({
      'ui/notifications/tool-input': ({ arguments: given }: Json) => listener.input(isObject(given) ? given : {}),
      'ui/notifications/tool-result': listener.result,
      'ui/notifications/tool-cancelled': listener.cancelled,
      'ui/notifications/host-context-changed': listener.context,
    }),
  );
  const host: Host = {
    request(method, params) {
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        post({ id, method, params });
      });
    },
    notify: (method, params) => post({ method, params }),
    can: capability => isObject(capabilities[capability]),
  };
  window.addEventListener('message', ({ source, data }: MessageEvent) => {
    if (source !== window.parent || !isObject(data) || data.jsonrpc !== '2.0') return;
    const { id, method, params, result, error } = data;
    if (typeof method === 'string') {
      if (id === undefined) heard.get(method)?.(isObject(params) ? params : {});
      else answer(id, method);
      return;
    }
    const asked = typeof id === 'number' ? waiting.get(id) : undefined;
    if (!asked) return;
    waiting.delete(id as number);
    if (isObject(error)) asked.reject(new Error('refused'));
    else asked.resolve(isObject(result) ? result : {});
  });
  const hello = {
    protocolVersion,
    appInfo: { name: 'contentstack-review', version: '1' },
    appCapabilities: { availableDisplayModes: ['inline', 'fullscreen'] },
  };
  host.request('ui/initialize', hello).then(
    ({ hostCapabilities, hostContext }) => {
      if (isObject(hostCapabilities)) capabilities = hostCapabilities;
      if (isObject(hostContext)) listener.context(hostContext);
      host.notify('ui/notifications/initialized', {});
    },
    () => listener.cancelled(),
  );
  return host;
}

/** A view holds nothing that would have to be put away. */
function answer(id: unknown, method: string): void {
  const isKnown = method === 'ping' || method === 'ui/resource-teardown';
  post(isKnown ? { id, result: {} } : { id, error: { code: -32601, message: 'Method not found' } });
}
