import { hueColour, lookOf, type Scheme } from '@/lib/palette';
import type { Series } from './api/series';
import { partOf } from './groups';
import { smooth } from './smoothing';

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
  /** Drawn behind, faint, without a row in the tooltip. */
  readonly shadow: boolean;
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

/** The lines of one chart: a run's train and valid share its hue, train thin, valid thick with round marks. */
export function linesOf(series: readonly Series[], options: LineOptions): Line[] {
  const lines: Line[] = [];
  for (const each of series) {
    if (each.x.length === 0) continue;
    const part = partOf(each.key);
    const look = lookOf(options.idOf(each.run));
    const colour = hueColour(look.hue + (part === 'full' ? 2 : 0), options.scheme);
    const sparse = each.x.length < SMOOTHED_FROM;
    const softened = !sparse && part !== 'valid' && part !== 'full' && options.smooth > 0;
    const label = options.manyRuns ? `${each.key} · ${options.nameOf(each.run)}` : each.key;
    const line = { label, colour, dash: [], x: each.x, logged: each.last };
    if (softened) {
      lines.push({ ...line, colour: faint(colour), width: 1, marks: false, y: each.last, shadow: true });
      lines.push({ ...line, width: 1.5, marks: false, y: smooth(each.x, each.last, options.smooth), shadow: false });
    } else {
      const strong = part === 'valid' || part === 'full';
      lines.push({
        ...line,
        width: strong ? 2.25 : 1.25,
        dash: part === 'full' ? [6, 4] : [],
        marks: sparse || strong,
        y: each.last,
        shadow: false,
      });
    }
  }
  return lines;
}

/** The colour at about a third of its strength, whatever lies behind. */
function faint(colour: string): string {
  return `${colour}59`;
}
