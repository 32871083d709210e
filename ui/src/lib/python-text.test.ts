import { expect, it } from 'vitest';
import { parsePython } from './python-text';

it.each([
  [
    "Method(type='dpo', dpo=DpoMethod(hyperparameters=DpoHyperparameters(batch_size=8, beta=0.1, n_epochs='auto')), supervised=None)",
    { type: 'dpo', dpo: { hyperparameters: { batch_size: 8, beta: 0.1, n_epochs: 'auto' } }, supervised: null },
  ],
  ["['a', (1, 2.5e-3), {'k': True}]", ['a', [1, 0.0025], { k: true }]],
  ["Error(code=None, message='it\\'s \"so\"')", { code: null, message: 'it\'s "so"' }],
  ['Empty()', {}],
])('reads %s', (text, value) => {
  expect(parsePython(text)).toEqual(value);
});

it.each(['', 'gpt-4o-mini', 'Method(', 'a b', '__import__("os").system("x")', "f('x')", '['.repeat(100)])('leaves %j alone', (text) => {
  expect(parsePython(text)).toBeUndefined();
});
