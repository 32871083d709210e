import { describe, expect, it } from 'vitest';
import { Random, SEED } from '@/testing/random';
import { choice, codec, flag, formatSearch, index, type Interval, interval, list, parseSearch, structure, text } from './url-state';

interface State {
  readonly search: string;
  readonly only: boolean;
  readonly way: 'up' | 'down';
  readonly row: number | undefined;
  readonly columns: readonly string[];
  readonly zoom: Interval | undefined;
  readonly rules: readonly string[];
}

const state = codec<State>({
  search: text(),
  only: flag(),
  way: choice(['up', 'down'], 'down'),
  row: index(),
  columns: list(),
  zoom: interval(),
  rules: structure<readonly string[]>((value) => (Array.isArray(value) ? value.map(String) : undefined), [], (value) => value.length === 0),
});

describe(`addresses (seed ${SEED})`, () => {
  it('hold any state and give it back', () => {
    const random = new Random(SEED);
    for (let round = 0; round < 500; round += 1) {
      const min = random.next() * 1000 - 500;
      const before: State = {
        search: random.word(),
        only: random.next() < 0.5,
        way: random.pick(['up', 'down']),
        row: random.next() < 0.5 ? undefined : random.below(1e6),
        columns: Array.from({ length: random.below(4) }, () => random.word()),
        zoom: random.next() < 0.5 ? undefined : { min, max: min + 1 },
        rules: Array.from({ length: random.below(3) }, () => random.word()),
      };
      const address = formatSearch(state.write(before, { other: 'kept' }));
      expect(state.read(parseSearch(address))).toEqual(before);
      expect(parseSearch(address)).toHaveProperty('other', 'kept');
    }
  });

  it('are empty for the default state', () => {
    expect(formatSearch(state.write(state.read({}), {}))).toBe('');
  });

  it('read nonsense as the default', () => {
    const odd = parseSearch('?way=sideways&row=-1&zoom=3~1&rules=%7B&only=yes');
    expect(state.read(odd)).toEqual(state.read({}));
  });
});
