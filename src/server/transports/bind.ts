// Takes a port before there is anything to serve at it: where that is not possible, no stack has been asked anything.
import { createServer, type RequestListener, type Server } from 'node:http';
import { BadSetting } from '../../settings/settings.ts';

/** Who comes too early is told so. @param setting that names the place. @throws {BadSetting} when it cannot listen there. */
export async function bind(host: string, port: number, setting = '--http'): Promise<Server> {
  const server = createServer(refuse);
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code = 'no port' }: NodeJS.ErrnoException) => {
      reject(new BadSetting(`${setting} is "${host}:${port}", where the server cannot listen (${code})`));
    });
    server.listen(port, host, resolve);
  });
  return server;
}

const refuse: RequestListener = (_, response) => response.writeHead(503, { 'retry-after': '1' }).end();
