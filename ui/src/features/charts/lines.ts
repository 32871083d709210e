import { hueColour, lookOf, type Scheme } from '@/lib/palette';
import type { Series } from './api/series';
import { partOf } from './groups';
import { smooth } from './smoothing';

/** What a line is for: to be read, to stand faint behind a smoothed one, or as an edge of the spread of buckets. */
export type LineRole = 'line' | 'shadow' | 'band-top' | 'band-bottom';

/** One drawn line. */
export interface Line {
  readonly label: string;
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
  readonly marks: boolean;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** What was logged, where `y` is smoothed. */
  readonly logged: Float64Array;
  readonly role: LineRole;
}

export interface LineOptions {
  readonly scheme: Scheme;
  readonly smooth: number;
  readonly nameOf: (run: string) => string;
  /** `Run.id` to the run's own id, which gives the hue. */
  readonly idOf: (run: string) => string;
  readonly manyRuns: boolean;
}

const SMOOTHED_FROM = 40;

export function isBand(line: Line | undefined): boolean {
  return line?.role === 'band-top' || line?.role === 'band-bottom';
}

/** The lines of one chart: a run's train and valid share its hue, train thin, valid thick with round marks. */
export function linesOf(series: readonly Series[], options: LineOptions): Line[] {
  return series.filter((each) => each.x.length > 0).flatMap((each) => linesOfOne(each, options));
}

function linesOfOne(series: Series, options: LineOptions): Line[] {
  const part = partOf(series.key);
  const look = lookOf(options.idOf(series.run));
  const colour = hueColour(look.hue + (part === 'full' ? 2 : 0), options.scheme);
  const strong = part === 'valid' || part === 'full';
  const sparse = series.x.length < SMOOTHED_FROM;
  const label = options.manyRuns ? `${series.key} · ${options.nameOf(series.run)}` : series.key;
  const line: Line = { label, colour, width: 1.25, dash: [], marks: false, x: series.x, y: series.last, logged: series.last, role: 'line' };
  if (!sparse && !strong && options.smooth > 0) {
    const behind: Line[] = series.raw ? [{ ...line, colour: faint(colour, '4D'), width: 1, role: 'shadow' }] : band(line, series);
    return [...behind, { ...line, width: 1.75, y: smooth(series.x, series.mean ?? series.last, options.smooth) }];
  }
  const styled = { ...line, width: strong ? 2.25 : 1.5, dash: part === 'full' ? [6, 4] : [], marks: sparse || strong };
  return [...band(line, series), styled];
}

/** From the least to the greatest value of each bucket, so that a spike of one step is seen at every zoom. */
function band(line: Line, { min, max }: Series): Line[] {
  if (min === undefined || max === undefined) return [];
  const edge = { ...line, colour: faint(line.colour, '33'), width: 0 };
  return [
    { ...edge, y: max, role: 'band-top' },
    { ...edge, y: min, role: 'band-bottom' },
  ];
}

/** The colour at part of its strength, whatever lies behind. */
function faint(colour: string, strength: string): string {
  return `${colour}${strength}`;
}
