import { expect, it } from 'vitest';
import type { Series } from './api/series';
import { sparklineOf } from './sparkline';

const BOX = { width: 104, height: 24 };

function series(key: string, x: number[], y: number[]): Series {
  return { run: 'r', key, raw: true, lines: x.length, x: Float64Array.from(x), last: Float64Array.from(y) };
}

it('draws both losses on common axes', () => {
  const spark = sparklineOf([series('train_loss', [0, 50, 100], [2, 1, 0]), series('valid_loss', [100], [1])], BOX);
  expect(spark).toEqual({ train: 'M2.0 2.0L52.0 12.0L102.0 22.0', valid: 'M102.0 12.0', words: 'train_loss 0.000, valid_loss 1.000' });
});

it('takes the best known name of each loss and skips what is no number', () => {
  const spark = sparklineOf([series('loss', [0, 1], [NaN, 4]), series('valid_loss', [0], [9]), series('full_valid_loss', [0, 2], [3, 3])], BOX);
  expect(spark).toEqual({ train: 'M52.0 2.0', valid: 'M2.0 22.0L102.0 22.0', words: 'loss 4.000, full_valid_loss 3.000' });
});

it('is nothing without a loss', () => {
  expect(sparklineOf([], BOX)).toBeUndefined();
  expect(sparklineOf([series('reward', [1], [1])], BOX)).toBeUndefined();
});
