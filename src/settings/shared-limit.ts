// Where the store is that several processes share, as its address says. Pure.

/** And as whom it is asked. */
export interface SharedLimit {
  host?: string;
  port?: number;
  /** Of a socket of this machine. */
  path?: string;
  isTls: boolean;
  username?: string;
  password?: string;
  database: number;
}

const usual = 6379;

/**
 * @param password from elsewhere; that of the address when not given.
 * @throws what `refuse` makes, without the address, as that may hold a password.
 */
export function toSharedLimit(
  address: string | undefined,
  password: string | undefined,
  refuse: (message: string) => Error,
): SharedLimit | undefined {
  if (address === undefined) {
    if (password === undefined) return undefined;
    throw refuse(
      'CONTENTSTACK_SHARED_LIMIT_PASSWORD_FILE is set, and CONTENTSTACK_SHARED_LIMIT is not: set both, or neither',
    );
  }
  const wrong = (what: string): Error =>
    refuse(
      `CONTENTSTACK_SHARED_LIMIT ${what}; it takes redis://host:6379, rediss://host:6379 with TLS, or redis+unix:///path/of/socket`,
    );
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^redis(s|\+unix)?:$/.test(url.protocol)) throw wrong('is not the address of a Redis or Valkey');
  const isSocket = url.protocol === 'redis+unix:';
  if (isSocket && (url.hostname !== '' || url.pathname.length < 2)) throw wrong('names no socket by its whole path');
  if (!isSocket && url.hostname === '') throw wrong('names no host');
  if (url.hash !== '') throw wrong('has a #, which a password has to have as %23');
  const stray = [...url.searchParams.keys()].find(name => !isSocket || name !== 'db');
  if (stray !== undefined) throw wrong('has something after a ?, which means nothing here');
  const number = isSocket ? (url.searchParams.get('db') ?? '') : url.pathname.slice(1);
  if (!/^\d{0,4}$/.test(number)) throw wrong('names a database that is no number');
  const secret = password ?? toText(url.password, wrong);
  const username = toText(url.username, wrong);
  if (password !== undefined && url.password !== '')
    throw wrong('holds a password, and CONTENTSTACK_SHARED_LIMIT_PASSWORD_FILE names another: give only one');
  return {
    ...(isSocket
      ? { path: toText(url.pathname, wrong) }
      : { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || usual) }),
    isTls: url.protocol === 'rediss:',
    ...(username === '' ? {} : { username }),
    ...(secret === '' ? {} : { password: secret }),
    database: Number(number),
  };
}

function toText(encoded: string, wrong: (what: string) => Error): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw wrong('has a % that begins no code of a letter');
  }
}
