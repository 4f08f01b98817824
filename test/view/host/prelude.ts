// What VS Code does to the page of a view: a policy and a script before all else, which stand between it and its parent.

const policy =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'none'";

/** The view must read `window.parent` when it speaks, and may not compare what it read before. */
function stepBetween(): void {
  const parent = window.parent;
  const between = { postMessage: (message: unknown) => parent.postMessage(message, '*') };
  Object.defineProperty(window, 'parent', { configurable: true, get: () => between });
  const listen = window.addEventListener.bind(window);
  window.addEventListener = ((type: string, listener: (event: Event) => void, options?: boolean) => {
    if (type !== 'message') return listen(type, listener, options);
    const told = (event: MessageEvent) =>
      listener(
        new Proxy(event, {
          get(target, name) {
            const value = name === 'source' ? between : Reflect.get(target, name, target);
            return typeof value === 'function' ? value.bind(target) : value;
          },
        }),
      );
    return listen(type, told as (event: Event) => void, options);
  }) as typeof window.addEventListener;
}

export const prelude = (html: string): string =>
  html.replace(
    /<head[^>]*>/i,
    head =>
      `${head}<meta http-equiv="Content-Security-Policy" content="${policy}"><script>(${stepBetween})();</script>`,
  );
