// The process of `npm run live`: Ctrl+C stops the playing, and what was made is removed all the same.
import { live } from './command.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // npm passes on a signal that the terminal has sent already.
    if (stop.signal.aborted) return;
    process.stderr.write('\nIt stops and removes what it has made.\n');
    stop.abort();
  });
}

process.exitCode = await live(process.argv.slice(2), {
  env: process.env,
  print: text => void process.stdout.write(text),
  complain: text => void process.stderr.write(text),
  stop: stop.signal,
  folder: process.cwd(),
});
