import uPlot from 'uplot';
import type { Interval } from '@/lib/url-state';
import type { Line } from './lines';

/** One column of x for all lines; a line has null where it has no point, and is drawn across. */
export function align(lines: readonly Line[], log: boolean): uPlot.AlignedData {
  if (lines.length === 0) return [[], []];
  const tables = lines.map((line): uPlot.AlignedData => [
    Array.from(line.x),
    Array.from(line.y, (value) => (Number.isFinite(value) && !(log && value <= 0) ? value : null)),
  ]);
  return uPlot.join(tables);
}

/** The place nearest to `index` where the column has a value; `index` itself when it has none at all. */
export function nearestDrawn(column: ArrayLike<number | null | undefined>, index: number): number {
  for (let distance = 0; distance < column.length; distance += 1) {
    if (column[index - distance] != null) return index - distance;
    if (column[index + distance] != null) return index + distance;
  }
  return index;
}

export type KeyMove =
  | { readonly kind: 'cursor'; readonly at: number }
  | { readonly kind: 'zoom'; readonly zoom: Interval | undefined }
  | { readonly kind: 'leave' };

interface Position {
  readonly xs: ArrayLike<number>;
  /** Where the crosshair is; nothing when it is nowhere. */
  readonly at: number | undefined;
  readonly view: Interval;
}

/** What a key does to a chart; nothing for keys that mean nothing to it. */
export function keyMove(key: string, { xs, at, view }: Position): KeyMove | undefined {
  const last = xs.length - 1;
  if (last < 0) return undefined;
  const cursor = (place: number): KeyMove => ({ kind: 'cursor', at: Math.min(last, Math.max(0, place)) });
  switch (key) {
    case 'ArrowRight':
      return cursor((at ?? -1) + 1);
    case 'ArrowLeft':
      return cursor((at ?? last + 1) - 1);
    case 'Home':
      return cursor(0);
    case 'End':
      return cursor(last);
    case '+':
    case '=':
      return { kind: 'zoom', zoom: scaled(view, at === undefined ? undefined : xs[at], 0.5) };
    case '-':
      return { kind: 'zoom', zoom: widened(view, at === undefined ? undefined : xs[at], { min: xs[0] ?? 0, max: xs[last] ?? 1 }) };
    case '0':
      return { kind: 'zoom', zoom: undefined };
    case 'Escape':
      return { kind: 'leave' };
    default:
      return undefined;
  }
}

/** The view shrunk or grown around a place that stays where it is. */
function scaled(view: Interval, around: number | undefined, factor: number): Interval {
  const centre = around ?? (view.min + view.max) / 2;
  return { min: centre - (centre - view.min) * factor, max: centre + (view.max - centre) * factor };
}

function widened(view: Interval, around: number | undefined, loaded: Interval): Interval | undefined {
  const next = scaled(view, around, 2);
  const zoomed = view.min > loaded.min || view.max < loaded.max;
  return zoomed || next.max - next.min < loaded.max - loaded.min ? next : undefined;
}
