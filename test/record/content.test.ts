// Every tool, with a mark in all that is content, secret or anybody's words: none of it stands in the record, while uids do.
import { describe, expect, it } from 'vitest';
import { tasks } from '../../tools/index.ts';
import { seed, toArguments } from '../chaos/arguments.ts';
import type { Json } from '../harness.ts';
import { operations } from '../operations.ts';
import { type Recorded, record } from './recording.ts';

const mark = 'mArKeD';

/** All tools are called, which takes a while where other tests run beside. */
const timeout = 240_000;

/** Arguments that call things, and what stands in content to tell one thing from another. */
const calling =
  /(?:^|_)(?:uid|uids|id|slug|code|branch|environment|environments|locale|locales|content_type|content_types|environment_name|type|data_type|action|version|release|channels|branches|format|status|operation|authentication_type|retry_policy|strategy|upload|api_version|at|since|from|to|checks|find|permanent_url|target_url|default_merge_strategy|reference_to|module|scope|workflow|workflow_stage|next_available_stages|parent_uid|fallback_locale|color|if_version|drop|field|key|undo|after|starts_at|items|asset_type|confirm|url)$/;

/** The same arguments, where each text that is somebody's words bears the mark. */
function withMarks(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return calling.test(key) ? value : `${mark} ${value}`;
  if (Array.isArray(value)) return value.map(each => withMarks(each, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withMarks(each, name)]));
}

/** The same, where each of them is nothing but the mark, whatever it stands for. */
function allMarked(value: unknown): unknown {
  if (typeof value === 'string') return `${mark}-${value.length}`;
  if (Array.isArray(value)) return value.map(allMarked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, allMarked(each)]));
}

/** Each text of the stack but those that call things. */
function markStack({ state }: Recorded['sandbox']): void {
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const own = node as Record<string, unknown>;
    for (const [key, value] of Object.entries(own)) {
      if (typeof value !== 'string') walk(value);
      else if (/^(title|message|body|description|headline|summary|label|subtitle)$/.test(key))
        own[key] = `${mark} ${value}`;
    }
  };
  for (const branch of Object.values(state.branches)) walk(branch?.entries);
}

const names = [...operations, ...tasks].map(({ name }) => name);

describe.each([
  ['content and words are marked', withMarks],
  ['all that is given is', allMarked],
] as const)('where %s', (_title, toMarked) => {
  it('nothing of it is told, of any tool', { timeout }, async () => {
    const opened = await record({ seed, settings: { MODULES: 'all' } });
    markStack(opened.sandbox);
    let answered = 0;
    for (const name of names) {
      const given = toMarked(toArguments(name, opened.sandbox)) as Json;
      const text = await opened.client
        .callTool({ name, arguments: given })
        .then(({ content }) => JSON.stringify(content));
      if (text.includes(mark)) answered += 1;
    }
    expect(opened.lines.map(({ tool }) => tool)).toEqual(names);
    // The marks went in and came out again, or this would prove nothing.
    expect(answered).toBeGreaterThan(toMarked === withMarks ? 20 : 50);
    const told = [...opened.texts, ...opened.lines.map(line => JSON.stringify(line))];
    expect(told.filter(line => line.toLowerCase().includes(mark.toLowerCase()))).toEqual([]);
    await opened.close();
  });
});

it('nothing of what the server knows as secret is told, wherever it was put', async () => {
  const opened = await record({ seed });
  const { api_key, tokens } = opened.sandbox;
  const secrets = [api_key, tokens.read_write ?? ''];
  for (const secret of secrets) {
    await opened.client.callTool({ name: 'get_entry', arguments: { content_type_uid: 'page', entry_uid: secret } });
    await opened.client.callTool({ name: 'get_environment', arguments: { environment_name: `x${secret}` } });
    await opened.client.callTool({ name: secret, arguments: {} }).catch(() => {});
  }
  expect(opened.lines).toHaveLength(6);
  // Whose the text is, it must not be shown by the failure.
  const told = [...opened.texts, ...opened.lines.map(line => JSON.stringify(line))];
  for (const secret of secrets) expect(told.some(line => line.includes(secret))).toBe(false);
  await opened.close();
});

it('uids are told, of every tool that takes one', { timeout }, async () => {
  const opened = await record({ seed, settings: { MODULES: 'all' } });
  const taking = operations.filter(({ line }) => /\{(?!version_number|code|asset_type)\w+\}/.test(line));
  const silent: string[] = [];
  for (const { name, effect } of taking) {
    const given = toArguments(name, opened.sandbox);
    await opened.client.callTool({ name, arguments: given });
    const { targets = [] } = opened.last() ?? {};
    const uids = Object.entries(given).flatMap(([key, value]) =>
      /uid$|^job_id$|_name$/.test(key) ? [String(value)] : [],
    );
    if (!targets.flatMap(({ uid, content_type }) => [uid, content_type]).some(told => told && uids.includes(told)))
      silent.push(name);
    if (effect !== 'read') await opened.sandbox.reset();
  }
  expect(silent).toEqual([]);
  await opened.close();
});
