// What the clients' step installs from npm, outside the lockfile: pinned, so that runs can be compared.

/** Contentstack's CLI. It names its plugins by range: of those, and of all below them, the newest of that day is taken. */
export const cli = { name: '@contentstack/cli', version: '1.60.1', before: '2026-08-30' };
