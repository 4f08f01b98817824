// What a test drives the sandbox with from outside, beside the API: faults, what arrived, and back to the start.
import { Hono } from 'hono';
import { BadFault, type Fault, type Faults } from './faults.ts';
import type { RecordedRequest } from './request-log.ts';

interface Controlled {
  faults: Faults;
  requests: RecordedRequest[];
  reset: () => Promise<void>;
  describe: () => object;
}

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** A page of another origin must not control what runs on this machine, whatever host name it uses. */
const isForeign = (header: (name: string) => string | undefined): boolean =>
  header('origin') !== undefined || header('sec-fetch-site') === 'cross-site' || !loopback.test(header('host') ?? '');

/** Routes at the root, outside `/v3`; all others are answered by the API. */
export function makeControl({ faults, requests, reset, describe }: Controlled): Hono {
  const app = new Hono();
  app.use('*', async (context, next) => {
    if (isForeign(name => context.req.header(name))) return context.json({ error: 'Not for web pages.' }, 403);
    return next();
  });
  for (const path of ['/', '/health']) app.get(path, context => context.json(describe()));
  app.get('/faults', context =>
    context.json({
      pending: faults.pending().map(showFault),
      fired: faults.fired.map(({ fault, ...request }) => ({ ...showFault(fault), request })),
    }),
  );
  app.post('/faults', async context => {
    faults.add(await context.req.json().catch(() => undefined));
    return context.json({ pending: faults.pending().map(showFault) }, 201);
  });
  app.delete('/faults', context => {
    faults.clear();
    return context.json({ pending: [], fired: [] });
  });
  app.get('/requests', context => context.json({ requests }));
  app.delete('/requests', context => {
    requests.length = 0;
    return context.json({ requests });
  });
  app.post('/reset', async context => {
    await reset();
    return context.json(describe());
  });
  app.onError((error, context) =>
    error instanceof BadFault
      ? context.json({ error: error.message }, 400)
      : context.json({ error: 'Something went wrong.' }, 500),
  );
  return app;
}

/** A regular expression has no form of its own in JSON. */
const showFault = ({ path, ...fault }: Fault): object => ({
  ...fault,
  ...(path instanceof RegExp
    ? { path: { pattern: path.source, flags: path.flags } }
    : path === undefined
      ? {}
      : { path }),
});

const controlled = new Set(['/', '/health', '/faults', '/requests', '/reset']);

export const isControl = (path: string): boolean => controlled.has(path);
