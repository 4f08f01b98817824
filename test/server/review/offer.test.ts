// Who is offered the review view, and who is given what it shows: the text is the same for everybody.
import { describe, expect, it } from 'vitest';
import { fits } from '../../../src/results/cut/estimate.ts';
import { tasks } from '../../../tools/index.ts';
import { type Options, open } from '../../harness.ts';

const mimeType = 'text/html;profile=mcp-app';
const declared = { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: [mimeType] } } };
const uri = 'ui://contentstack/review-0.0.0-test';

const viewed = tasks.flatMap(({ name, view }) => (view === undefined ? [] : [name]));

/** Reads of three kinds; the first ask for a table, the last is refused. */
const calls = [
  { name: 'list_activity', arguments: {} },
  { name: 'plan_publish', arguments: { stale: true, environments: ['production'] } },
  { name: 'bulk_edit', arguments: { find: 'the', with: 'THE' } },
];

describe.each(['legacy', 'auto'] as const)('to a client of the era %s', era => {
  it('gives the same JSON as the text to who declares the extension, within the budget, and nothing to others', async () => {
    await using host = await open({ era, ...declared });
    await using other = await open({ era });
    for (const call of calls) {
      const shown = await host.client.callTool(call);
      const plain = await other.client.callTool(call);
      const [block] = shown.content;
      const text = block?.type === 'text' ? block.text : '';
      const { view, beside, ...rest } = shown.structuredContent as Record<string, unknown>;
      const { rows, rows_left: left, next_rows: next, ...said } = JSON.parse(text);
      const { rows: own, rows_left: ownLeft, next_rows: ownNext, ...ownSaid } = rest as typeof said;
      expect(ownSaid).toEqual(said);
      // The last may have made room; then they are counted.
      expect(own).toEqual(rows.slice(0, own.length));
      expect((ownLeft ?? 0) + own.length).toBe((left ?? 0) + rows.length);
      if (next) expect(ownNext.skip + rows.length).toBe(next.skip + own.length);
      expect(tasks.find(({ name }) => name === call.name)?.view).toBe(view);
      expect(beside).toBeTypeOf('object');
      expect(shown._meta?.['contentstack/review']).toEqual(shown.structuredContent);
      expect(Object.keys(plain)).not.toContain('structuredContent');
      expect(plain._meta?.['contentstack/review']).toBeUndefined();
      // Codes are made anew with each plan.
      const bare = (each: typeof shown) => JSON.stringify(each.content).replaceAll(/code\\":\\"[^"\\]+/g, '');
      expect(bare(plain)).toBe(bare(shown));
    }
  });

  it('gives nothing beside a refusal', async () => {
    await using host = await open({ era, ...declared });
    const refused = await host.client.callTool({
      name: 'plan_publish',
      arguments: { environments: ['nowhere'], stale: true },
    });
    expect(refused.isError).toBe(true);
    expect(refused.structuredContent).toBeUndefined();
  });

  it('gives nothing to who can show other pages alone', async () => {
    await using host = await open({ era, extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/plain'] } } });
    const plain = await host.client.callTool({ name: 'list_activity', arguments: {} });
    expect(plain.structuredContent).toBeUndefined();
  });

  it('lists the same tools to both, and without their _meta what it listed before there were views', async () => {
    await using host = await open({ era, ...declared });
    await using other = await open({ era });
    const [shown, plain] = await Promise.all([host.client.listTools(), other.client.listTools()]);
    expect(shown.tools).toEqual(plain.tools);
    const pointing = shown.tools.filter(({ _meta }) => _meta !== undefined);
    expect(pointing.map(({ name }) => name).sort()).toEqual([...viewed].sort());
    for (const { _meta } of pointing) expect(_meta).toEqual({ ui: { resourceUri: uri }, 'ui/resourceUri': uri });
  });

  it('has the page as a resource, with its policy and no permission', async () => {
    await using host = await open({ era, ...declared });
    const listed = (await host.client.listResources()).resources.find(each => each.uri === uri);
    expect(listed?.mimeType).toBe(mimeType);
    const [page] = (await host.client.readResource({ uri })).contents;
    expect(page).toMatchObject({ uri, mimeType, _meta: listed?._meta });
    expect(listed?._meta).toEqual({
      ui: {
        csp: { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] },
        prefersBorder: true,
      },
    });
    expect(host.client.getServerCapabilities()).toMatchObject({ extensions: { 'io.modelcontextprotocol/ui': {} } });
  });
});

it('has neither page nor pointer where no tool has a view', async () => {
  await using opened = await open({ settings: { MODULES: 'assets' }, ...declared });
  expect((await opened.client.listResources()).resources.filter(each => each.uri.startsWith('ui:'))).toEqual([]);
  await expect(opened.client.readResource({ uri })).rejects.toThrow();
  expect((await opened.client.listTools()).tools.filter(({ _meta }) => _meta !== undefined)).toEqual([]);
});

it.each([1_000, 2_500, 10_000])('keeps what it gives a view within %s tokens, as the text', async budget => {
  const settings: Options['settings'] = { MAX_RESULT_TOKENS: String(budget) };
  await using host = await open({ settings, ...declared });
  for (const call of calls) {
    const { structuredContent } = await host.client.callTool(call);
    expect(fits(structuredContent, budget), call.name).toBe(true);
    expect((structuredContent as { rows: unknown[] }).rows.length, call.name).toBeGreaterThan(2);
  }
});
