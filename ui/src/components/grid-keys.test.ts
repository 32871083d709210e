import { expect, it } from 'vitest';
import { moved, moveOf } from './grid-keys';

const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

it('plain keys walk, held ones do not', () => {
  expect(moveOf({ ...plain, key: 'ArrowDown' })).toBe('down');
  expect(moveOf({ ...plain, key: 'ArrowDown', metaKey: true })).toBeUndefined();
  expect(moveOf({ ...plain, key: 'x' })).toBeUndefined();
});

it.each([
  [-1, 'down', 0],
  [-1, 'up', 0],
  [4, 'down', 5],
  [9, 'down', 9],
  [3, 'pageUp', 0],
  [3, 'pageDown', 7],
  [8, 'pageDown', 9],
  [5, 'start', 0],
  [5, 'end', 9],
] as const)('from %d, %s leads to %d', (from, move, to) => {
  expect(moved(from, move, 10, 4)).toBe(to);
});
