import { LossCurve } from '@/features/charts/components/LossCurve';
import type { RunRow } from '@/features/runs/api/runs';

/** The small loss curve of a row of runs. */
export function curveOf(run: RunRow) {
  return <LossCurve run={run.id} name={run.name} lines={run.historyLineCount ?? 0} />;
}
