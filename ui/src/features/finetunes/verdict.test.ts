import { describe, expect, it } from 'vitest';
import { Random, SEED } from '@/testing/random';
import { type Curve, judge, lowest, risingChance } from './verdict';

function curve(length: number, value: (i: number) => number): Curve {
  return { x: Array.from({ length }, (_, i) => (i + 1) * 10), y: Array.from({ length }, (_, i) => value(i)) };
}

function noise(random: Random): number {
  return random.next() + random.next() + random.next() - 1.5;
}

const random = new Random(SEED);
const valley = curve(30, (i) => 1 - 0.08 * Math.min(i, 10) + 0.04 * Math.max(0, i - 10) + 0.01 * noise(random));

describe(`verdicts (seed ${SEED})`, () => {
  it('need validation data, and enough of it', () => {
    expect(judge(undefined, undefined, undefined)).toEqual({ kind: 'no data' });
    expect(judge(undefined, curve(5, () => 1), undefined)).toEqual({ kind: 'too few', points: 5 });
  });

  it('see a clear valley as overfitting since its lowest point', () => {
    const verdict = judge(undefined, valley, curve(30, (i) => 1 / (i + 1)));
    expect(verdict).toMatchObject({ kind: 'overfitting' });
    if (verdict.kind === 'overfitting') expect(Math.abs(verdict.best.step - 110)).toBeLessThanOrEqual(20);
  });

  it('call it diverging when training loss rises too', () => {
    expect(judge(undefined, valley, curve(30, (i) => 1 + Math.max(0, i - 8) * 0.1))).toMatchObject({ kind: 'diverging' });
  });

  it('take the full validation loss where it has points enough', () => {
    expect(judge(curve(8, (i) => 2 - i * 0.1), valley, undefined)).toMatchObject({ kind: 'no sign' });
    expect(judge(curve(5, (i) => 2 - i * 0.1), valley, undefined)).toMatchObject({ kind: 'overfitting' });
  });

  it('cry wolf on flat noise in no more than the 5 of 100 curves the test allows, and chance', () => {
    let alarms = 0;
    for (let round = 0; round < 400; round += 1) {
      const flat = curve(20 + random.below(60), () => 1 + 0.2 * noise(random));
      if (judge(undefined, flat, undefined).kind !== 'no sign') alarms += 1;
    }
    // 20 expected at most; 36 is 3.7 standard deviations above.
    expect(alarms).toBeLessThanOrEqual(36);
  });

  it('skip what is no number', () => {
    expect(lowest({ x: [1, 2, 3], y: [NaN, 0.5, 0.7] })).toEqual({ step: 2, value: 0.5 });
  });
});

it('the trend test is sure of a rise and unimpressed by a fall', () => {
  expect(risingChance([1, 2, 3, 4, 5, 6, 7, 8])).toBeLessThan(0.001);
  expect(risingChance([8, 7, 6, 5, 4, 3])).toBe(1);
  expect(risingChance([1, 1, 1, 1])).toBe(1);
});
