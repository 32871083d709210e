import { useMemo } from 'react';
import { Panel } from '@/components/Panel';
import { EmptyState, QueryView } from '@/components/states';
import { useRunArtifacts } from '@/features/artifacts/api/artifacts';
import { ChartPanel } from '@/features/charts/components/ChartPanel';
import { groupMetrics } from '@/features/charts/groups';
import { chartsState } from '@/features/charts/state';
import type { FineTune, Verdict } from '@/features/finetunes/api/fine-tune';
import { checkpointOf } from '@/features/finetunes/checkpoints';
import { CheckpointTable } from '@/features/finetunes/components/CheckpointTable';
import { Hyperparameters } from '@/features/finetunes/components/Hyperparameters';
import { JobFacts, PhaseBar } from '@/features/finetunes/components/JobFacts';
import { JobErrorBox } from '@/features/finetunes/components/JobHeader';
import { JobStats } from '@/features/finetunes/components/JobStats';
import { TryIt } from '@/features/finetunes/components/TryIt';
import { VerdictNote } from '@/features/finetunes/components/VerdictNote';
import { type Job, jobOf } from '@/features/finetunes/job';
import { useLogs } from '@/features/runs/api/logs';
import type { Run } from '@/features/runs/api/runs';
import { LogView } from '@/features/runs/components/LogView';
import { paths, type RunPath } from '@/lib/paths';
import { useUrlState } from '@/lib/use-url-state';
import { Datasets } from './Datasets';
import styles from './JobTab.module.css';

/** All of a fine-tuning job on one page. */
export function JobTab({ path, run, tune }: { path: RunPath; run: Run; tune: FineTune }) {
  const job = useMemo(() => jobOf(tune), [tune]);
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
          <JobCharts run={run} job={job} verdict={tune.verdict} marks={checkpoints.map((each) => ({ x: each.step, label: 'checkpoint' }))} />
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

interface JobChartsProps {
  readonly run: Run;
  readonly job: Job;
  readonly verdict: Verdict;
  readonly marks: readonly { x: number; label: string }[];
}

function JobCharts({ run, job, verdict, marks }: JobChartsProps) {
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
      {...(group.id === 'loss' && state.zoom === undefined && state.x === '_step' ? { verdict: () => shownVerdict(verdict) } : {})}
    />
  ));
}

/** The sentence below the chart, and the stretch it is about. */
function shownVerdict(verdict: Verdict) {
  const flagged = verdict.kind === 'OVERFITTING' || verdict.kind === 'DIVERGING';
  const shade = flagged && verdict.step !== null && verdict.end !== null ? { shade: { min: verdict.step, max: verdict.end } } : {};
  return { note: <VerdictNote verdict={verdict} />, ...shade };
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
