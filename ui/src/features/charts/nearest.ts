/** The place of the value nearest to `wanted` in an ascending array; -1 when it is empty. */
export function nearest(values: Float64Array, wanted: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  const before = values[low - 1];
  const here = values[low];
  if (before !== undefined && here !== undefined && wanted - before <= here - wanted) return low - 1;
  return values.length === 0 ? -1 : low;
}
