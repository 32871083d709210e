import { isObject, type Json } from '@/lib/json';

/** One message as the viewer shows it. */
export interface Message {
  readonly role: string;
  readonly name: string | undefined;
  readonly parts: readonly Part[];
  readonly calls: readonly ToolCall[];
  /** `weight: 0`: shown to the model, not learned from. */
  readonly untrained: boolean;
}

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refusal'; readonly text: string }
  | { readonly kind: 'image'; readonly url: string }
  | { readonly kind: 'other'; readonly json: Json };

/** A call of a tool with the message that answered it. */
export interface ToolCall {
  readonly id: string | undefined;
  readonly name: string;
  readonly arguments: string;
  readonly answer: Message | undefined;
}

export type Shown =
  | { readonly kind: 'chat'; readonly messages: readonly Message[]; readonly tools: readonly string[]; readonly fields: Readonly<Record<string, Json>> }
  | {
      readonly kind: 'preference';
      readonly input: readonly Message[];
      readonly preferred: readonly Message[];
      readonly rejected: readonly Message[];
      readonly tools: readonly string[];
      readonly fields: Readonly<Record<string, Json>>;
    }
  | { readonly kind: 'completion'; readonly prompt: string; readonly completion: string; readonly fields: Readonly<Record<string, Json>> }
  | { readonly kind: 'unknown'; readonly value: Json };

/** What one example of a training file says, by what it holds and not by what the file is called. */
export function read(example: Json): Shown {
  if (!isObject(example)) return { kind: 'unknown', value: example };
  if (Array.isArray(example.preferred_output) || Array.isArray(example.non_preferred_output)) return readPreference(example);
  if (Array.isArray(example.messages)) {
    const { messages, tools, functions, ...fields } = example;
    delete fields.parallel_tool_calls;
    return { kind: 'chat', messages: messagesOf(messages), tools: toolNames(tools ?? functions), fields };
  }
  const { prompt, completion, ...fields } = example;
  if (typeof prompt === 'string' && typeof completion === 'string') return { kind: 'completion', prompt, completion, fields };
  return { kind: 'unknown', value: example };
}

function readPreference(example: Record<string, Json>): Shown {
  const { input, preferred_output: preferred, non_preferred_output: rejected, ...fields } = example;
  const holder = isObject(input) ? input : {};
  return {
    kind: 'preference',
    input: messagesOf(holder.messages ?? (Array.isArray(input) ? input : undefined)),
    preferred: messagesOf(preferred),
    rejected: messagesOf(rejected),
    tools: toolNames(holder.tools),
    fields,
  };
}

/** The first words of the first user, for a list of examples. */
export function headline(shown: Shown): string {
  switch (shown.kind) {
    case 'chat':
      return firstWords(shown.messages);
    case 'preference':
      return firstWords(shown.input);
    case 'completion':
      return shown.prompt;
    case 'unknown':
      return JSON.stringify(shown.value);
  }
}

function firstWords(messages: readonly Message[]): string {
  const chosen = messages.find((message) => message.role === 'user') ?? messages[0];
  return chosen?.parts.map((part) => ('text' in part ? part.text : `[${part.kind}]`)).join(' ') ?? '';
}

export function messagesOf(value: Json | undefined): Message[] {
  if (!Array.isArray(value)) return [];
  const messages = value.map(messageOf);
  return paired(messages, value);
}

function messageOf(value: Json): Message {
  if (!isObject(value)) return { role: 'unknown', name: undefined, parts: [{ kind: 'other', json: value }], calls: [], untrained: false };
  return {
    role: typeof value.role === 'string' ? value.role : 'unknown',
    name: typeof value.name === 'string' ? value.name : undefined,
    parts: partsOf(value.content, value.refusal),
    calls: callsOf(value),
    untrained: value.weight === 0,
  };
}

function partsOf(content: Json | undefined, refusal: Json | undefined): Part[] {
  const parts: Part[] = [];
  if (typeof content === 'string' && content !== '') parts.push({ kind: 'text', text: content });
  else if (Array.isArray(content)) parts.push(...content.map(partOf));
  else if (isObject(content)) parts.push({ kind: 'other', json: content });
  if (typeof refusal === 'string' && refusal !== '') parts.push({ kind: 'refusal', text: refusal });
  return parts;
}

function partOf(part: Json): Part {
  if (typeof part === 'string') return { kind: 'text', text: part };
  if (!isObject(part)) return { kind: 'other', json: part };
  if (typeof part.text === 'string') return { kind: 'text', text: part.text };
  if (typeof part.refusal === 'string') return { kind: 'refusal', text: part.refusal };
  const image = part.image_url;
  if (typeof image === 'string') return { kind: 'image', url: image };
  if (isObject(image) && typeof image.url === 'string') return { kind: 'image', url: image.url };
  return { kind: 'other', json: part };
}

function callsOf(message: Record<string, Json>): ToolCall[] {
  const calls = Array.isArray(message.tool_calls) ? message.tool_calls : [];
  const found = calls.filter(isObject).map((call) => callOf(call.function, typeof call.id === 'string' ? call.id : undefined));
  return isObject(message.function_call) ? [...found, callOf(message.function_call, undefined)] : found;
}

function callOf(value: Json | undefined, id: string | undefined): ToolCall {
  const holder = isObject(value) ? value : {};
  const given = holder.arguments;
  return {
    id,
    name: typeof holder.name === 'string' ? holder.name : 'unnamed tool',
    arguments: typeof given === 'string' ? given : given === undefined ? '' : JSON.stringify(given),
    answer: undefined,
  };
}

/** Puts each tool's answer beside the call it answers; an answer without a call stays a message of its own. */
function paired(messages: readonly Message[], raw: readonly Json[]): Message[] {
  const taken = new Set<number>();
  const result = messages.map((message, position) => ({
    ...message,
    calls: message.calls.map((call) => {
      const at = raw.findIndex((each, place) => place > position && !taken.has(place) && answers(each, call));
      if (at < 0) return call;
      taken.add(at);
      return { ...call, answer: messages[at] };
    }),
  }));
  return result.filter((_, position) => !taken.has(position));
}

function answers(message: Json, call: ToolCall): boolean {
  if (!isObject(message)) return false;
  if (message.role === 'tool') return call.id !== undefined && message.tool_call_id === call.id;
  return message.role === 'function' && call.id === undefined && message.name === call.name;
}

function toolNames(tools: Json | undefined): string[] {
  if (!Array.isArray(tools)) return [];
  return tools.filter(isObject).map((tool) => {
    const holder = isObject(tool.function) ? tool.function : tool;
    return typeof holder.name === 'string' ? holder.name : 'unnamed tool';
  });
}
