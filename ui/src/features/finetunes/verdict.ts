/** What validation loss says about overfitting. Silence is no proof: the words never call a model healthy. */
export type Verdict =
  | { readonly kind: 'no data' }
  | { readonly kind: 'too few'; readonly points: number }
  | { readonly kind: 'no sign'; readonly best: Best }
  | { readonly kind: 'possible' | 'overfitting' | 'diverging'; readonly best: Best; readonly p: number };

export interface Best {
  readonly step: number;
  readonly value: number;
}

export interface Curve {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const FEWEST = 6;
const MOST = 80;
const SHORTEST_TAIL = 4;
const RISE = 1.05;

/**
 * The running median's minimum is left out of the test, so choosing it does not bias the answer: only the raw points
 * after it and its neighbour are tested for a rising trend (Mann-Kendall, one-sided), and their last third must lie
 * above their first third and 5 % above the minimum.
 */
export function judge(full: Curve | undefined, valid: Curve | undefined, train: Curve | undefined): Verdict {
  const chosen = pointsOf(full).length >= FEWEST ? full : valid;
  const raw = pointsOf(chosen);
  if (raw.length === 0) return { kind: 'no data' };
  if (raw.length < FEWEST) return { kind: 'too few', points: raw.length };
  const points = thinned(raw);
  const medians = points.map((_, i) => median(points.slice(Math.max(0, i - 1), i + 2).map(({ y }) => y)));
  const at = medians.indexOf(Math.min(...medians));
  const best = { step: points[at]?.x ?? 0, value: points[at]?.y ?? 0 };
  const tail = points.slice(at + 2);
  if (tail.length < SHORTEST_TAIL) return { kind: 'no sign', best };
  const third = Math.max(1, Math.floor(tail.length / 3));
  const early = median(tail.slice(0, third).map(({ y }) => y));
  const late = median(tail.slice(-third).map(({ y }) => y));
  if (late <= early || late < (medians[at] ?? 0) * RISE) return { kind: 'no sign', best };
  const p = risingChance(tail.map(({ y }) => y));
  if (p >= 0.05) return { kind: 'no sign', best };
  if (p >= 0.01) return { kind: 'possible', best, p };
  const trainTail = thinned(pointsOf(train).filter(({ x }) => x > best.step)).map(({ y }) => y);
  const diverging = trainTail.length >= SHORTEST_TAIL && risingChance(trainTail) < 0.01;
  return { kind: diverging ? 'diverging' : 'overfitting', best, p };
}

/** The lowest point of the curve as logged. */
export function lowest(curve: Curve | undefined): Best | undefined {
  const points = pointsOf(curve);
  const best = points.reduce<Point | undefined>((least, point) => (least === undefined || point.y < least.y ? point : least), undefined);
  return best === undefined ? undefined : { step: best.x, value: best.y };
}

function pointsOf(curve: Curve | undefined): Point[] {
  if (curve === undefined) return [];
  return Array.from(curve.y, (y, i) => ({ x: curve.x[i] ?? 0, y })).filter(({ y }) => Number.isFinite(y));
}

/** At most 80 points, each the median of its share. */
function thinned(points: readonly Point[]): Point[] {
  if (points.length <= MOST) return [...points];
  const share = points.length / MOST;
  return Array.from({ length: MOST }, (_, i) => {
    const part = points.slice(Math.floor(i * share), Math.floor((i + 1) * share));
    return { x: part[Math.floor(part.length / 2)]?.x ?? 0, y: median(part.map(({ y }) => y)) };
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? NaN) + high) / 2;
}

/** One-sided Mann-Kendall: the chance that values without a trend rise this clearly; normal approximation with ties. */
export function risingChance(values: readonly number[]): number {
  const n = values.length;
  let s = 0;
  for (let i = 0; i < n; i += 1) for (let j = i + 1; j < n; j += 1) s += Math.sign((values[j] ?? 0) - (values[i] ?? 0));
  const ties = new Map<number, number>();
  for (const value of values) ties.set(value, (ties.get(value) ?? 0) + 1);
  const tied = [...ties.values()].reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0);
  const variance = (n * (n - 1) * (2 * n + 5) - tied) / 18;
  if (s <= 0 || variance <= 0) return 1;
  return 1 - normal((s - 1) / Math.sqrt(variance));
}

/** The normal distribution function (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = Math.exp((-z * z) / 2) * 0.3989422804014327 * poly;
  return z >= 0 ? 1 - tail : tail;
}
