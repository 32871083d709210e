import { useMemo } from 'react';
import { runColour } from '@/lib/palette';
import { useCurves } from '../api/curves';
import { sparklineOf } from '../sparkline';

const SIZE = { width: 112, height: 22 } as const;

interface LossCurveProps {
  /** `Run.id`. */
  readonly run: string;
  /** The run's own id: its colour. */
  readonly name: string;
  /** How many history lines it has. */
  readonly lines: number;
}

/** A run's training loss, thin, and its validation loss, strong, small enough for a row of a table. */
export function LossCurve({ run, name, lines }: LossCurveProps) {
  const { data } = useCurves(run, lines);
  const spark = useMemo(() => (data === undefined ? undefined : sparklineOf(data, SIZE)), [data]);
  if (spark === undefined) return null;
  const colour = runColour(name);
  return (
    <svg {...SIZE} viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label={spark.words} style={{ display: 'block' }}>
      <title>{spark.words}</title>
      <path d={spark.train} fill="none" stroke={colour} strokeWidth="1" strokeOpacity={spark.valid === '' ? 1 : 0.55} />
      <path d={spark.valid} fill="none" stroke={colour} strokeWidth="1.75" strokeLinejoin="round" />
    </svg>
  );
}
