// A model behind an endpoint that speaks Anthropic's messages.
import Anthropic from '@anthropic-ai/sdk';
import { type Endpoint, patience, type Speaker, Unreadable } from './talk.ts';

type Messages = typeof Anthropic.prototype.messages;
type Asked = Parameters<Messages['create']>[0];

/** More than any answer of the tasks takes; the protocol wants a limit. */
const longest = 8192;

export function speakAnthropic({ model, baseURL, key }: Endpoint): Speaker {
  const client = new Anthropic({ ...patience, baseURL, apiKey: key });
  return ({ instructions, tools: listed }) => {
    const messages: Asked['messages'] = [];
    const tools = listed.map(({ name, description = '', inputSchema }) => ({
      name,
      description,
      input_schema: inputSchema as { type: 'object' },
    }));
    // Tools and instructions are the same in each turn: from the second on they are cheap.
    const system = [{ type: 'text' as const, text: instructions, cache_control: { type: 'ephemeral' as const } }];
    return async heard => {
      const content =
        typeof heard === 'string'
          ? heard
          : heard.map(({ id, text, isError }) => ({
              type: 'tool_result' as const,
              tool_use_id: id,
              content: text,
              is_error: isError,
            }));
      messages.push({ role: 'user', content });
      const said = await client.messages.create({ model, max_tokens: longest, system, messages, tools });
      if (!Array.isArray(said?.content)) throw new Unreadable('its answer holds no content');
      messages.push({ role: 'assistant', content: said.content });
      const { input_tokens: read = 0, output_tokens: written = 0, ...cached } = said.usage ?? {};
      return {
        text: said.content.map(part => (part.type === 'text' ? part.text : '')).join(''),
        calls: said.content.flatMap(part =>
          part.type === 'tool_use'
            ? [{ id: part.id, name: part.name, args: part.input as Record<string, unknown> }]
            : [],
        ),
        read: read + (cached.cache_read_input_tokens ?? 0) + (cached.cache_creation_input_tokens ?? 0),
        written,
      };
    };
  };
}
