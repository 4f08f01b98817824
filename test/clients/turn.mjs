// Loaded into a client before its own code: what it sends to one host goes to a port of this machine, and nothing leaves it.
import { Socket } from 'node:net';

const { TURN_HOST, TURN_PORT } = process.env;
const here = ['localhost', '127.0.0.1', '::1'];
const { connect } = Socket.prototype;

/** An address is not asked for by name, so a name takes its place. */
const nowhere = {
  host: 'nowhere.invalid',
  lookup: (_name, _options, done) => done(Object.assign(new Error('not reached from here'), { code: 'ENOTFOUND' })),
};

function turn(options) {
  const { host = 'localhost', path } = options;
  if (host === TURN_HOST) return { ...options, host: '127.0.0.1', port: Number(TURN_PORT) };
  // A path is that of a socket in the file system.
  return path || here.includes(host) ? options : { ...options, ...nowhere };
}

/** All connections begin here: `net`, `tls`, `http`, `https` and `fetch`. What it is given may have been put in order by them. */
Socket.prototype.connect = function (first, ...rest) {
  if (Array.isArray(first)) {
    first[0] = turn(first[0]);
    return connect.call(this, first, ...rest);
  }
  const done = rest.filter(each => typeof each === 'function');
  const [host = 'localhost'] = rest.filter(each => typeof each === 'string');
  return connect.call(this, turn(typeof first === 'object' ? first : { port: first, host }), ...done);
};
