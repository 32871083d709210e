import { useMemo } from 'react';
import { EmptyState } from '@/components/states';
import { useUrlState } from '@/lib/use-url-state';
import { groupMetrics } from '../groups';
import type { Mark } from '../plot-look';
import { chartsState } from '../state';
import styles from './ChartBoard.module.css';
import { ChartPanel, type ChartRun } from './ChartPanel';
import { ChartToolbar } from './ChartToolbar';
import { MountWhenSeen } from './MountWhenSeen';

interface ChartBoardProps {
  readonly runs: readonly ChartRun[];
  readonly metrics: readonly string[];
  readonly epoch: string;
  readonly marks?: readonly Mark[];
}

/** A panel for each quantity that was logged; panels out of sight are not mounted. */
export function ChartBoard({ runs, metrics, epoch, marks }: ChartBoardProps) {
  const [state, change] = useUrlState(chartsState);
  const groups = useMemo(
    () => groupMetrics(metrics.filter((key) => state.keys.length === 0 || state.keys.includes(key))),
    [metrics, state.keys],
  );
  if (metrics.length === 0) {
    return (
      <EmptyState title="No metrics logged yet">
        Numbers passed to <code>run.log</code> appear here while the run goes on.
      </EmptyState>
    );
  }
  const large = groups.find((group) => group.id === state.chart);
  const shared = { runs, state, onChange: change, epoch, expandable: true, ...(marks === undefined ? {} : { marks }) };
  return (
    <div className={styles.board}>
      <ChartToolbar state={state} onChange={change} metrics={metrics} />
      {large !== undefined ? (
        <ChartPanel group={large} {...shared} height={520} />
      ) : (
        <div className={styles.grid}>
          {groups.map((group, position) => (
            <MountWhenSeen key={group.id} height={320} eager={position < 4}>
              <ChartPanel group={group} {...shared} />
            </MountWhenSeen>
          ))}
        </div>
      )}
    </div>
  );
}
