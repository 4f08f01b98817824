// A model behind an endpoint that speaks OpenAI's chat completions, as many others do too.
import OpenAI from 'openai';
import { type Endpoint, patience, readArguments, type Speaker, Unreadable } from './talk.ts';

type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam;

export function speakOpenAi({ model, baseURL, key }: Endpoint): Speaker {
  const client = new OpenAI({ ...patience, baseURL, apiKey: key });
  return ({ instructions, tools: listed }) => {
    const messages: Message[] = [{ role: 'system', content: instructions }];
    const tools = listed.map(({ name, description = '', inputSchema }) => ({
      type: 'function' as const,
      function: { name, description, parameters: inputSchema as Record<string, unknown> },
    }));
    return async heard => {
      const more: Message[] =
        typeof heard === 'string'
          ? [{ role: 'user', content: heard }]
          : heard.map(({ id, text }) => ({ role: 'tool', tool_call_id: id, content: text }));
      messages.push(...more);
      const { choices, usage } = await client.chat.completions.create({ model, messages, tools });
      const message = choices?.[0]?.message;
      if (!message) throw new Unreadable('its answer holds no message');
      messages.push(message);
      const calls = (message.tool_calls ?? []).flatMap(call =>
        call.type === 'function'
          ? [{ id: call.id, name: call.function.name, args: readArguments(call.function.arguments) }]
          : [],
      );
      return {
        text: message.content ?? '',
        calls,
        read: usage?.prompt_tokens ?? 0,
        written: usage?.completion_tokens ?? 0,
      };
    };
  };
}
