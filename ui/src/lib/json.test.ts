import { describe, expect, it } from 'vitest';
import { parseLenient, unwrapConfig, valueAt } from './json';

describe('parseLenient', () => {
  it.each([
    ['{"a": NaN}', { a: NaN }],
    ['{"a": [Infinity, -Infinity, 1]}', { a: [Infinity, -Infinity, 1] }],
    ['{"a": "NaN", "b": NaN}', { a: 'NaN', b: NaN }],
    ['{"say \\"NaN\\"": NaN, "text": "it is NaN here"}', { 'say "NaN"': NaN, text: 'it is NaN here' }],
    ['NaN', NaN],
  ])('reads %s', (text, value) => {
    expect(parseLenient(text)).toEqual(value);
  });

  it.each(['', '{', 'Method(type="dpo")', '{"a": nan}'])('takes %j for no JSON', (text) => {
    expect(parseLenient(text)).toBeUndefined();
  });
});

describe('unwrapConfig', () => {
  it('takes off the wrapping and leaves out what the client keeps for itself', () => {
    const text = '{"lr": {"value": 0.1, "desc": null}, "_wandb": {"value": {"t": {}}}, "plain": 3}';
    expect(unwrapConfig(text)).toEqual({ lr: 0.1, plain: 3 });
  });
});

describe('valueAt', () => {
  it('takes the literal key before the nested one', () => {
    expect(valueAt({ 'a.b': 1, a: { b: 2 } }, 'a.b')).toBe(1);
    expect(valueAt({ a: { b: 2, 'c.d': { e: 3 } } }, 'a.c.d.e')).toBe(3);
    expect(valueAt({ a: [1] }, 'a.0')).toBeUndefined();
  });
});
