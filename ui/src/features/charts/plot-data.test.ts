import { describe, expect, it } from 'vitest';
import type { Line } from './lines';
import { align, keyMove, nearestDrawn } from './plot-data';

function line(x: number[], y: number[]): Line {
  const values = Float64Array.from(y);
  return { label: 'loss', colour: '#000000', width: 1, dash: [], marks: false, x: Float64Array.from(x), y: values, logged: values, role: 'line' };
}

describe('align', () => {
  it('joins lines on one x and leaves out what cannot be drawn', () => {
    expect(align([line([1, 2, 3], [0.5, NaN, 0]), line([2, 4], [1, 2])], false)).toEqual([
      [1, 2, 3, 4],
      [0.5, null, 0, undefined],
      [undefined, 1, undefined, 2],
    ]);
    expect(align([line([1, 2], [0, 3])], true)).toEqual([[1, 2], [null, 3]]);
  });
});

describe('nearestDrawn', () => {
  it.each([
    [[1, null, null, 4], 1, 0],
    [[1, null, null, 4], 2, 3],
    [[null, 2, undefined], 1, 1],
    [[null, null], 1, 1],
  ])('of %j near %d is %d', (column, index, found) => {
    expect(nearestDrawn(column, index)).toBe(found);
  });
});

describe('keys', () => {
  const position = { xs: [0, 10, 20, 30, 40], at: 2, view: { min: 0, max: 40 } };

  it('walk the points and stop at the ends', () => {
    expect(keyMove('ArrowRight', position)).toEqual({ kind: 'cursor', at: 3 });
    expect(keyMove('ArrowRight', { ...position, at: undefined })).toEqual({ kind: 'cursor', at: 0 });
    expect(keyMove('ArrowLeft', { ...position, at: undefined })).toEqual({ kind: 'cursor', at: 4 });
    expect(keyMove('ArrowRight', { ...position, at: 4 })).toEqual({ kind: 'cursor', at: 4 });
    expect(keyMove('End', position)).toEqual({ kind: 'cursor', at: 4 });
  });

  it('zoom around the crosshair, and out again to everything', () => {
    expect(keyMove('+', { ...position, at: 1 })).toEqual({ kind: 'zoom', zoom: { min: 5, max: 25 } });
    expect(keyMove('-', { ...position, at: 1, view: { min: 5, max: 25 } })).toEqual({ kind: 'zoom', zoom: { min: 0, max: 40 } });
    expect(keyMove('-', position)).toEqual({ kind: 'zoom', zoom: undefined });
    expect(keyMove('0', position)).toEqual({ kind: 'zoom', zoom: undefined });
  });

  it('that mean nothing are left to the page, all of them where nothing is drawn', () => {
    expect(keyMove('Tab', position)).toBeUndefined();
    expect(keyMove('ArrowRight', { ...position, xs: [] })).toBeUndefined();
  });
});
