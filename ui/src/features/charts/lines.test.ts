import { describe, expect, it } from 'vitest';
import type { Series } from './api/series';
import { linesOf } from './lines';

const options = { scheme: 'light', smooth: 0.8, nameOf: (run: string) => `Run ${run}`, idOf: (run: string) => run, manyRuns: false } as const;

function series(key: string, length: number, bucketed = false): Series {
  const x = Float64Array.from({ length }, (_, i) => i);
  const y = Float64Array.from({ length }, (_, i) => 1 / (i + 1));
  return { run: 'a', key, raw: !bucketed, lines: length, x, last: y, ...(bucketed ? { min: y.map((v) => v - 1), max: y.map((v) => v + 1), mean: y } : {}) };
}

describe('lines', () => {
  it('train and valid share a hue; train is thin, valid thick with marks', () => {
    const [train, valid] = linesOf([series('train_loss', 5), series('valid_loss', 5)], options);
    expect(train?.colour).toBe(valid?.colour);
    expect(train!.width).toBeLessThan(valid!.width);
    expect(valid?.marks).toBe(true);
  });

  it('a long training line is smoothed before what was logged, a validation line never', () => {
    const roles = linesOf([series('train_loss', 50), series('valid_loss', 50)], options).map((line) => line.role);
    expect(roles).toEqual(['shadow', 'line', 'line']);
    expect(linesOf([series('train_loss', 50)], { ...options, smooth: 0 }).map((line) => line.role)).toEqual(['line']);
  });

  it('buckets show their whole spread, so that a spike of one step is seen', () => {
    const bucketed = series('train_loss', 50, true);
    const lines = linesOf([bucketed], { ...options, smooth: 0 });
    expect(lines.map((line) => line.role)).toEqual(['band-top', 'band-bottom', 'line']);
    expect([lines[0]?.y, lines[1]?.y]).toEqual([bucketed.max, bucketed.min]);
    expect(lines[2]?.logged).toBe(bucketed.last);
  });

  it('empty series are no lines, and names tell the run where there are several', () => {
    expect(linesOf([series('loss', 0)], options)).toEqual([]);
    expect(linesOf([series('loss', 2)], { ...options, manyRuns: true })[0]?.label).toBe('loss · Run a');
  });
});
