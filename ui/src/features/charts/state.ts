import { choice, codec, type Field, flag, type Interval, interval, list, text } from '@/lib/url-state';

export const X_AXES = ['_step', '_timestamp', '_runtime'] as const;
export type XAxis = (typeof X_AXES)[number];

/** What the charts of a page show; in the address. */
export interface ChartsState {
  readonly x: XAxis;
  readonly zoom: Interval | undefined;
  readonly log: boolean;
  /** 0 to 0.99. */
  readonly smooth: number;
  /** Only these metrics; empty: all. */
  readonly keys: readonly string[];
  /** The one chart shown large; empty: all. */
  readonly chart: string;
}

export const DEFAULT_SMOOTH = 0.8;

const strength: Field<number> = {
  read: (value) => {
    const number = value === undefined || value === '' ? NaN : Number(value);
    return number >= 0 && number <= 0.99 ? number : DEFAULT_SMOOTH;
  },
  write: (value) => (value === DEFAULT_SMOOTH ? undefined : String(value)),
};

export const chartsState = codec<ChartsState>({
  x: choice(X_AXES, '_step'),
  zoom: interval(),
  log: flag(),
  smooth: strength,
  keys: list(),
  chart: text(),
});
