// Proxies between this machine and the world, by the variables that other programs read too. Pure.

/** Addresses of HTTP proxies, by the scheme of what is asked for, and the hosts that are asked without. */
export interface Proxies {
  http?: string;
  https?: string;
  none?: string;
}

/**
 * The small letters win, as elsewhere. `refuse` makes the error that is thrown: without the value, which may hold a
 * password.
 */
export function readProxies(
  env: Record<string, string | undefined>,
  refuse: (message: string) => Error,
): Proxies | undefined {
  const find = (name: string): string | undefined => (env[name.toLowerCase()] ?? env[name])?.trim() || undefined;
  const read = (name: string): string | undefined => {
    const value = find(name);
    if (value === undefined) return undefined;
    const text = value.includes('://') ? value : `http://${value}`;
    if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
    throw refuse(`${name} is not the address of an HTTP proxy, such as http://proxy.example.com:3128`);
  };
  const [http, https, none] = [read('HTTP_PROXY'), read('HTTPS_PROXY'), find('NO_PROXY')];
  if (http === undefined && https === undefined) return undefined;
  return { ...(http ? { http } : {}), ...(https ? { https } : {}), ...(none ? { none } : {}) };
}
