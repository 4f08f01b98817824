// What the bench installs from npm, outside the lockfile: pinned, so that runs can be compared.

/** Another MCP server for Contentstack, by another author. */
export const peer = { name: 'contentstack-mcp', version: '1.0.3' } as const;

export const peerLabel = `${peer.name} ${peer.version}`;
