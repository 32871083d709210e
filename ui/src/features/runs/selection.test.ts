import { expect, test, vi } from 'vitest';
import { allMatching, isChosen, meantBy, named, NONE, queryOf, range, SelectionHolder, sizeOf, standing, withRuns } from './selection';

const LISTED = ['a', 'b', 'c', 'd', 'e'];
const FILTERS = '{"state":"finished"}';

test('runs are chosen and left out one by one, of some and of all', () => {
  const two = withRuns(NONE, ['a', 'c'], true);
  expect(LISTED.filter((name) => isChosen(two, name))).toEqual(['a', 'c']);
  expect(meantBy(withRuns(two, ['a'], false))).toEqual({ runNames: ['c'] });
  const most = withRuns(allMatching(FILTERS), ['b', 'zz'], false);
  expect(isChosen(most, 'b')).toBe(false);
  expect(isChosen(most, 'not loaded')).toBe(true);
  expect(sizeOf(most, 5_000)).toBe(4_998);
  expect(sizeOf(withRuns(most, ['b'], true), 5_000)).toBe(4_999);
});

test('the server is told names, or the filter without those left out', () => {
  expect(meantBy(allMatching('{}'))).toEqual({ filters: '{}' });
  const most = withRuns(allMatching(FILTERS), ['b'], false);
  expect(meantBy(most)).toEqual({ filters: '{"$and":[{"state":"finished"},{"name":{"$nin":["b"]}}]}' });
  expect(queryOf(named(['a']))).toEqual({ name: { $in: ['a'] } });
});

test('a range goes either way and needs both ends', () => {
  expect(range(LISTED, 'b', 'd')).toEqual(['b', 'c', 'd']);
  expect(range(LISTED, 'd', 'b')).toEqual(['b', 'c', 'd']);
  expect(range(LISTED, undefined, 'd')).toEqual(['d']);
  expect(range(LISTED, 'gone', 'd')).toEqual(['d']);
});

test('what is not listed any more is not meant', () => {
  expect(meantBy(standing(named(['a', 'gone']), LISTED, FILTERS))).toEqual({ runNames: ['a'] });
  expect(standing(allMatching(FILTERS), [], FILTERS)).toEqual(allMatching(FILTERS));
  expect(standing(allMatching(FILTERS), LISTED, '{}')).toBe(NONE);
});

test('a tick with Shift takes the rows between as the last one is taken', () => {
  const holder = new SelectionHolder();
  const told = vi.fn();
  const end = holder.subscribe(told);
  holder.tick('b', LISTED, false);
  holder.tick('d', LISTED, true);
  expect(meantBy(holder.get())).toEqual({ runNames: ['b', 'c', 'd'] });
  holder.tick('c', LISTED, true);
  expect(meantBy(holder.get())).toEqual({ runNames: ['b'] });
  holder.set(NONE);
  holder.tick('e', LISTED, true);
  expect(meantBy(holder.get())).toEqual({ runNames: ['e'] });
  expect(told).toHaveBeenCalledTimes(5);
  end();
  holder.set(NONE);
  expect(told).toHaveBeenCalledTimes(5);
});
