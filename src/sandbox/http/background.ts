// Work that no answer waits for, such as word to a webhook.

/** It is told to stop, and waited for, when the sandbox closes or starts anew. */
export function makeBackground(done: () => void) {
  let stopping = new AbortController();
  const running = new Set<Promise<void>>();
  return {
    background(work: (signal: AbortSignal) => Promise<void>) {
      const run = work(stopping.signal).catch(() => {});
      running.add(run);
      run.then(() => {
        running.delete(run);
        done();
      });
    },
    async stop() {
      stopping.abort();
      await Promise.all(running);
      stopping = new AbortController();
    },
  };
}
