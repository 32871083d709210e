import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/json';
import { headline, read } from './conversation';

describe('an example', () => {
  it('pairs calls with their answers and keeps strays', () => {
    const shown = read({
      messages: [
        { role: 'user', content: 'Price?' },
        { role: 'assistant', tool_calls: [{ id: 'a', type: 'function', function: { name: 'price', arguments: '{"of":"x"}' } }] },
        { role: 'tool', tool_call_id: 'a', content: '12' },
        { role: 'tool', tool_call_id: 'nobody', content: 'stray' },
        { role: 'assistant', content: 'It is 12.', weight: 0 },
      ],
      tools: [{ type: 'function', function: { name: 'price' } }],
    });
    expect(shown).toMatchObject({
      kind: 'chat',
      tools: ['price'],
      messages: [
        { role: 'user' },
        { role: 'assistant', calls: [{ name: 'price', answer: { role: 'tool', parts: [{ kind: 'text', text: '12' }] } }] },
        { role: 'tool', parts: [{ kind: 'text', text: 'stray' }] },
        { role: 'assistant', untrained: true },
      ],
    });
  });

  it('pairs the calls of old files by name', () => {
    const shown = read({
      messages: [
        { role: 'assistant', content: null, function_call: { name: 'f', arguments: '{}' } },
        { role: 'function', name: 'f', content: 'done' },
      ],
    });
    expect(shown).toMatchObject({ messages: [{ calls: [{ name: 'f', answer: { role: 'function' } }] }] });
  });

  it('reads content in parts', () => {
    const content = [{ type: 'text', text: 'See' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } }, { type: 'input_audio' }];
    expect(read({ messages: [{ role: 'user', content }] })).toMatchObject({
      messages: [{ parts: [{ kind: 'text', text: 'See' }, { kind: 'image', url: 'data:image/png;base64,AA' }, { kind: 'other' }] }],
    });
  });

  it('keeps the fields a grader looks at', () => {
    const shown = read({ messages: [{ role: 'user', content: 'Make 24' }], target: 24, nums: [1, 2] });
    expect(shown).toMatchObject({ kind: 'chat', fields: { target: 24, nums: [1, 2] } });
  });

  it.each([[3], [null], ['text'], [{ text: 'a', label: 'b' }], [[]]] as Json[][])('leaves %j as it is', (value) => {
    expect(read(value)).toEqual({ kind: 'unknown', value });
  });

  it('survives messages of any shape', () => {
    const shown = read({ messages: [null, 3, { role: 5, content: {}, tool_calls: [null, {}] }] });
    expect(shown).toMatchObject({ kind: 'chat', messages: [{ role: 'unknown' }, { role: 'unknown' }, { role: 'unknown', calls: [{ name: 'unnamed tool' }] }] });
  });
});

/** The folder of real public example files, where this machine has it. */
function dataFolder(): string | undefined {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, 'shared/data/training');
    if (existsSync(found)) return found;
  }
  return undefined;
}

const folder = dataFolder();

describe.skipIf(folder === undefined)('real files', () => {
  const kinds = [
    ['chat-single-turn-en.jsonl', 'chat', 10],
    ['chat-single-turn-ja.jsonl', 'chat', 63],
    ['chat-tool-calls-multi-turn.jsonl', 'chat', 55],
    ['dpo-preference.jsonl', 'preference', 284],
    ['rft-countdown.jsonl', 'chat', 100],
    ['legacy-prompt-completion-zh.jsonl', 'completion', 107],
    ['not-a-finetune-format.jsonl', 'unknown', 0],
  ] as const;
  it.each(kinds)('%s is read as %s', (file, kind, count) => {
    const lines = readFileSync(join(folder!, file), 'utf8').split('\n').filter((line) => line.trim() !== '');
    if (count > 0) expect(lines).toHaveLength(count);
    for (const line of lines) {
      const shown = read(JSON.parse(line) as Json);
      expect(shown.kind).toBe(kind);
      expect(headline(shown)).not.toBe('');
    }
  });

  it('every tool message of the multi-turn file finds its call', () => {
    const lines = readFileSync(join(folder!, 'chat-tool-calls-multi-turn.jsonl'), 'utf8').split('\n').filter((line) => line.trim() !== '');
    for (const line of lines) {
      const shown = read(JSON.parse(line) as Json);
      if (shown.kind === 'chat') expect(shown.messages.filter((message) => message.role === 'tool')).toEqual([]);
    }
  });
});
