import { useMemo } from 'react';
import { Panel } from '@/components/Panel';
import { EmptyState, QueryView } from '@/components/states';
import { useRunArtifacts } from '@/features/artifacts/api/artifacts';
import type { Series } from '@/features/charts/api/series';
import { ChartPanel } from '@/features/charts/components/ChartPanel';
import { groupMetrics } from '@/features/charts/groups';
import { chartsState } from '@/features/charts/state';
import { checkpointOf } from '@/features/finetunes/checkpoints';
import { CheckpointTable } from '@/features/finetunes/components/CheckpointTable';
import { Hyperparameters } from '@/features/finetunes/components/Hyperparameters';
import { JobFacts, PhaseBar } from '@/features/finetunes/components/JobFacts';
import { JobErrorBox } from '@/features/finetunes/components/JobHeader';
import { JobStats } from '@/features/finetunes/components/JobStats';
import { TryIt } from '@/features/finetunes/components/TryIt';
import { VerdictNote } from '@/features/finetunes/components/VerdictNote';
import { type Job, jobOf } from '@/features/finetunes/job';
import { judge } from '@/features/finetunes/verdict';
import { useLogs } from '@/features/runs/api/logs';
import type { Run } from '@/features/runs/api/runs';
import { LogView } from '@/features/runs/components/LogView';
import { paths, type RunPath } from '@/lib/paths';
import { useUrlState } from '@/lib/use-url-state';
import { Datasets } from './Datasets';
import styles from './JobTab.module.css';

/** All of a fine-tuning job on one page. */
export function JobTab({ path, run }: { path: RunPath; run: Run }) {
  const job = useMemo(() => jobOf(run.name, run.config, run.summary), [run]);
  const artifacts = useRunArtifacts(path);
  const checkpoints = (artifacts.data?.outputs ?? []).flatMap((each) => checkpointOf(each.metadata, each.createdAt, paths.artifact(each.path)) ?? []);
  return (
    <div className={styles.tab}>
      <Panel label="Figures of the job" flush>
        <JobStats job={job} summary={run.summary} />
      </Panel>
      <JobErrorBox job={job} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <JobCharts run={run} job={job} marks={checkpoints.map((each) => ({ x: each.step, label: 'checkpoint' }))} />
          {checkpoints.length > 0 && (
            <Panel title="Checkpoints" flush>
              <CheckpointTable checkpoints={checkpoints} />
            </Panel>
          )}
          <EventsPanel path={path} />
        </div>
        <div className={styles.column}>
          <Panel title="Hyperparameters">
            <Hyperparameters job={job} />
          </Panel>
          <Panel title="Datasets">
            <QueryView query={artifacts} what="datasets" height={60}>
              {({ inputs }) => <Datasets job={job} inputs={inputs} />}
            </QueryView>
          </Panel>
          <Panel title="Job">
            <JobFacts job={job} />
            <PhaseBar job={job} />
          </Panel>
          {job.model !== undefined && (
            <Panel title="Try it">
              <TryIt model={job.model} />
            </Panel>
          )}
        </div>
      </div>
    </div>
  );
}

const SHOWN = ['loss', 'accuracy', 'reward'];

function JobCharts({ run, job, marks }: { run: Run; job: Job; marks: readonly { x: number; label: string }[] }) {
  const [state, change] = useUrlState(chartsState);
  const runs = useMemo(() => [{ id: run.id, name: run.name, label: run.name }], [run.id, run.name]);
  const groups = useMemo(() => {
    const all = groupMetrics(run.metrics);
    const known = all.filter((group) => SHOWN.includes(group.id));
    return known.length > 0 ? known : all.slice(0, 2);
  }, [run.metrics]);
  if (groups.length === 0) {
    return (
      <Panel title="Loss">
        <EmptyState title={job.error === undefined ? 'No metrics yet' : 'The job ended before it measured anything'}>
          They appear here as soon as the provider reports a training step.
        </EmptyState>
      </Panel>
    );
  }
  return groups.map((group) => (
    <ChartPanel
      key={group.id}
      group={group}
      runs={runs}
      state={state}
      onChange={change}
      epoch={run.state ?? ''}
      height={group.id === 'loss' ? 280 : 200}
      marks={marks}
      {...(group.id === 'loss' && state.zoom === undefined && state.x === '_step' ? { verdict: lossVerdict } : {})}
    />
  ));
}

function lossVerdict(series: readonly Series[]) {
  const curve = (key: string) => {
    const found = series.find((each) => each.key === key);
    return found === undefined ? undefined : { x: found.x, y: found.last };
  };
  const verdict = judge(curve('full_valid_loss'), curve('valid_loss'), curve('train_loss'));
  const flagged = verdict.kind === 'overfitting' || verdict.kind === 'diverging';
  const end = Math.max(...series.map((each) => each.x.at(-1) ?? 0));
  return { note: <VerdictNote verdict={verdict} />, ...(flagged ? { shade: { min: verdict.best.step, max: end } } : {}) };
}

function EventsPanel({ path }: { path: RunPath }) {
  const logs = useLogs(path);
  return (
    <Panel title="Events" flush>
      <QueryView query={logs} what="events" height={100}>
        {({ lines }) =>
          lines.length === 0 ? (
            <EmptyState title="No events recorded" />
          ) : (
            <LogView lines={lines} height={Math.min(320, lines.length * 20 + 16)} />
          )
        }
      </QueryView>
    </Panel>
  );
}
