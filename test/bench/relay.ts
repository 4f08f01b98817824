// A way to the API that takes time, as a real network does: a relay over TCP that holds what passes back for half a round trip.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Relay extends AsyncDisposable {
  origin: string;
}

/** @param rtt milliseconds of a round trip. A connection costs one before anything can be sent, as TCP takes it. */
export async function startRelay(to: string, rtt: number): Promise<Relay> {
  const { port } = new URL(to);
  const sockets = new Set<Socket>();
  const pass = (from: Socket, on: Socket) => {
    // In the order of their coming; the end waits behind what was said.
    from.on('data', chunk => setTimeout(() => on.writable && on.write(chunk), rtt / 2));
    from.on('end', () => setTimeout(() => on.end(), rtt / 2));
    from.on('error', () => on.destroy());
    sockets.add(from.once('close', () => sockets.delete(from)));
  };
  const server = createServer({ pauseOnConnect: true }, from => {
    const on = connect(Number(port), '127.0.0.1');
    pass(from, on);
    pass(on, from);
    setTimeout(() => from.resume(), rtt);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
