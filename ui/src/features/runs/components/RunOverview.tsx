import { type Fact, Facts } from '@/components/Facts';
import { JsonTree } from '@/components/JsonTree';
import { Panel } from '@/components/Panel';
import { Tags } from '@/components/Tags';
import { TimeText } from '@/components/TimeText';
import { Copyable } from '@/components/Copyable';
import { formatCount, parseInstant } from '@/lib/format';
import { type RunPath } from '@/lib/paths';
import type { Run } from '../api/runs';
import styles from './RunOverview.module.css';

/** Who ran what where, and the run's config and summary as searchable trees. */
export function RunOverview({ path, run }: { path: RunPath; run: Run }) {
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <Panel title="Run">
          <Facts facts={factsOf(path, run)} />
        </Panel>
        {run.notes !== null && run.notes !== '' && (
          <Panel title="Notes">
            <p style={{ whiteSpace: 'pre-wrap' }}>{run.notes}</p>
          </Panel>
        )}
      </div>
      <Panel title="Config">
        <JsonTree value={run.config} label="config" />
      </Panel>
      <Panel title="Summary">
        <JsonTree value={readable(run.summary)} label="summary" />
      </Panel>
    </div>
  );
}

function factsOf(path: RunPath, run: Run): Fact[] {
  const info = run.runInfo;
  const facts: (Fact | false)[] = [
    { name: 'Path', value: <Copyable wrap value={`${path.entity}/${path.project}/${run.name}`} label="Copy run path" /> },
    { name: 'Author', value: run.user?.username ?? '–' },
    { name: 'Created', value: <TimeText value={run.createdAt} exact /> },
    { name: 'Last heartbeat', value: <TimeText value={run.heartbeatAt} /> },
    has(run.jobType) && { name: 'Job type', value: run.jobType },
    has(run.group) && { name: 'Group', value: run.group },
    (run.tags ?? []).length > 0 && { name: 'Tags', value: <Tags values={run.tags ?? []} /> },
    { name: 'History', value: `${formatCount(run.historyLineCount ?? 0)} lines` },
    has(run.host) && { name: 'Host', value: run.host },
    has(info?.os) && { name: 'System', value: info?.os },
    has(info?.python) && { name: 'Python', value: info?.python },
    has(info?.program) && { name: 'Program', value: <code>{[info?.program, ...(info?.args ?? [])].join(' ')}</code> },
    has(info?.git?.commit) && { name: 'Commit', value: <Copyable value={info?.git?.commit ?? ''} label="Copy commit" /> },
    has(info?.git?.remote) && { name: 'Repository', value: info?.git?.remote },
    has(info?.gpu) && { name: 'GPU', value: `${info?.gpu ?? ''} × ${info?.gpuCount ?? 1}` },
  ];
  return facts.filter((fact) => fact !== false);
}

function has(value: string | null | undefined): boolean {
  return value !== null && value !== undefined && value !== '';
}

/** The program's own values first; those of the clients below, the time as one that can be read. */
function readable(summary: Run['summary']): Run['summary'] {
  const entries = Object.entries(summary).filter(([key]) => key !== '_wandb');
  const [clients, own] = [entries.filter(([key]) => key.startsWith('_')), entries.filter(([key]) => !key.startsWith('_'))];
  return Object.fromEntries([...own, ...clients.map(([key, value]) => [key, key === '_timestamp' ? (parseInstant(value)?.toISOString() ?? value) : value] as const)]);
}
