import { describe, expect, it } from 'vitest';
import { cropMiddle, formatAgo, formatBytes, formatDuration, formatNumber, formatTick, parseInstant } from './format';

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [1_700_332_478, '1700332478'],
    [0.123456, '0.1235'],
    [12.5, '12.5'],
    [1234.567, '1235'],
    [12345.678, '12346'],
    [0.00001234, '1.234e-5'],
    [1.5e9 + 0.5, '1.5e+9'],
    [-0.5, '-0.5'],
    [NaN, 'NaN'],
    [-Infinity, '−∞'],
  ])('%d is %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

describe('formatTick', () => {
  it.each([
    [0.25, '0.25'],
    [9000, '9000'],
    [200_000, '200k'],
    [1_500_000, '1.5M'],
    [-12_500, '-12.5k'],
    [3e9, '3G'],
  ])('%d is %s', (value, text) => {
    expect(formatTick(value)).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [0.25, '250 ms'],
    [59.6, '1 m'],
    [4320, '1 h 12 m'],
    [90_061, '1 d 1 h'],
    [3600, '1 h'],
    [3605, '1 h'],
    [-1, '–'],
  ])('%d s is %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('parseInstant', () => {
  it.each([
    ['2026-08-01T12:34:56Z', '2026-08-01T12:34:56.000Z'],
    ['2026-08-01T12:34:56', '2026-08-01T12:34:56.000Z'],
    ['2026-08-01 12:34:56', '2026-08-01T12:34:56.000Z'],
    ['2026-08-01T12:34:56.5+02:00', '2026-08-01T10:34:56.500Z'],
    [1_700_332_478, '2023-11-18T18:34:38.000Z'],
  ])('%s', (value, iso) => {
    expect(parseInstant(value)?.toISOString()).toBe(iso);
  });

  it.each(['', 'soon', null, undefined, NaN])('%s is no instant', (value) => {
    expect(parseInstant(value)).toBeUndefined();
  });
});

describe('small words', () => {
  it('tells how long ago', () => {
    const now = new Date('2026-01-01T00:00:00Z');
    expect(formatAgo(new Date('2025-12-31T23:59:55Z'), now)).toBe('just now');
    expect(formatAgo(new Date('2025-12-31T21:00:00Z'), now)).toBe('3 hours ago');
    expect(formatAgo(new Date('2023-12-31T21:00:00Z'), now)).toBe('2 years ago');
  });

  it('tells sizes', () => {
    expect(formatBytes(100)).toBe('100 B');
    expect(formatBytes(1536)).toBe('1.5 KiB');
    expect(formatBytes(50 * 1024 * 1024)).toBe('50 MiB');
  });

  it('crops in the middle', () => {
    expect(cropMiddle('ftjob-abcdefghijk', 9)).toBe('ftjo…hijk');
    expect(cropMiddle('short', 9)).toBe('short');
  });
});
