/**
 * Time-weighted exponential mean: each earlier point counts less by its distance in x, as a share of the whole range,
 * so how densely points lie does not matter. `strength` from 0 (none) to below 1; points that are no numbers are passed
 * through and remembered by nobody.
 */
export function smooth(x: Float64Array, y: Float64Array, strength: number): Float64Array {
  if (strength <= 0 || x.length < 3) return y;
  const weight = Math.min(Math.sqrt(strength), 0.999);
  const range = (x.at(-1) ?? 0) - (x[0] ?? 0);
  if (range <= 0) return y;
  const result = new Float64Array(y.length);
  let sum = 0;
  let weights = 0;
  let before = x[0] ?? 0;
  for (let i = 0; i < y.length; i += 1) {
    const value = y[i] ?? NaN;
    if (!Number.isFinite(value)) {
      result[i] = value;
      continue;
    }
    const at = x[i] ?? before;
    const decay = weight ** (((at - before) / range) * VIEWPORT);
    sum = sum * decay + value;
    weights = weights * decay + 1;
    result[i] = sum / weights;
    before = at;
  }
  return result;
}

/** How many steps of decay the whole range stands for. */
const VIEWPORT = 1000;
