// What the bench installs from npm, outside the lockfile: pinned, so that runs can be compared.

/** Another MCP server for Contentstack, by another author. */
export const peer = { name: 'contentstack-mcp', version: '1.0.3' } as const;

export const peerLabel = `${peer.name} ${peer.version}`;

/** The last commit before the start was made faster: its server is built and measured in the same run. */
export const before = 'a89ae46bf93d6e92f01d4e0800e5cae1292347d0';
