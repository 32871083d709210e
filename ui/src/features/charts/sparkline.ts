import { TRAIN_KEYS, VALID_KEYS } from './api/curves';
import type { Series } from './api/series';

export interface Sparkline {
  readonly train: string;
  readonly valid: string;
  readonly words: string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const EDGE = 2;

/** The paths of a run's training and validation loss in a small box, on common axes; nothing where none was logged. */
export function sparklineOf(series: readonly Series[], size: Size): Sparkline | undefined {
  const train = chosen(series, TRAIN_KEYS);
  const valid = chosen(series, VALID_KEYS);
  const drawn = [train, valid].filter((each) => each !== undefined);
  const xs = extent(drawn.map((each) => each.x));
  const ys = extent(drawn.map((each) => each.last));
  if (xs === undefined || ys === undefined) return undefined;
  const pathOf = (each: Series | undefined) => (each === undefined ? '' : path(each, xs, ys, size));
  return { train: pathOf(train), valid: pathOf(valid), words: drawn.map((each) => `${each.key} ${each.last.at(-1)?.toPrecision(4) ?? ''}`).join(', ') };
}

function chosen(series: readonly Series[], keys: readonly string[]): Series | undefined {
  return keys.map((key) => series.find((each) => each.key === key)).find((each) => each !== undefined);
}

interface Extent {
  readonly min: number;
  readonly span: number;
}

function extent(columns: readonly Float64Array[]): Extent | undefined {
  let min = Infinity;
  let max = -Infinity;
  for (const column of columns) {
    for (const value of column) {
      if (!Number.isFinite(value)) continue;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  }
  return min > max ? undefined : { min, span: max - min };
}

function path(series: Series, xs: Extent, ys: Extent, { width, height }: Size): string {
  let text = '';
  series.last.forEach((value, position) => {
    if (!Number.isFinite(value)) return;
    const x = EDGE + share((series.x[position] ?? 0) - xs.min, xs.span) * (width - 2 * EDGE);
    const y = height - EDGE - share(value - ys.min, ys.span) * (height - 2 * EDGE);
    text += `${text === '' ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return text;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0.5 : part / whole;
}
