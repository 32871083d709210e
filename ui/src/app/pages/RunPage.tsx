import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { Pencil, Square } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { CopyButton } from '@/components/CopyButton';
import { LinkTabs } from '@/components/LinkTabs';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { RunDot } from '@/components/RunDot';
import { QueryView } from '@/components/states';
import { StateBadge } from '@/components/StateBadge';
import { Tags } from '@/components/Tags';
import { TimeText } from '@/components/TimeText';
import { useTitle } from '@/components/use-title';
import { JobModels } from '@/features/finetunes/components/JobHeader';
import { type FineTune, useFineTune } from '@/features/finetunes/api/fine-tune';
import { jobOf } from '@/features/finetunes/job';
import { type Run, useRun, useStopRun } from '@/features/runs/api/runs';
import { RunEditor } from '@/features/runs/components/RunEditor';
import { RunOverview } from '@/features/runs/components/RunOverview';
import { shownState } from '@/features/runs/status';
import { formatDuration, parseInstant } from '@/lib/format';
import { paths, RUN_TABS, type RunPath, type RunTab } from '@/lib/paths';
import { useHistory } from '@/lib/use-history';
import { usePageParams } from '@/lib/use-params';
import { LivePill } from '../shell/LivePill';
import { useRunPath } from '../shell/project-path';
import { runTrail } from '../shell/trail';
import { ArtifactsTab, ChartsTab, FilesTab, LogsTab } from './run-tabs';
import { JobTab } from './JobTab';

const TAB_NAMES: Readonly<Record<RunTab, string>> = {
  job: 'Job',
  charts: 'Charts',
  overview: 'Overview',
  logs: 'Logs',
  files: 'Files',
  artifacts: 'Artifacts',
};

export function RunPage() {
  const path = useRunPath();
  const params = usePageParams();
  const query = useRun(path);
  const tune = useFineTune(path);
  const asked = params._splat === undefined ? params.tab : 'files';
  return (
    <Page>
      <QueryView query={query} what="the run" height={400} page>
        {(run) =>
          isMoved(run, path) ? (
            <Moved to={paths.run({ ...path, entity: run.project?.entityName ?? '', project: run.project?.name ?? '' })} />
          ) : (
            <QueryView query={tune} what="the fine-tune" height={400} page>
              {(record) => <RunBody path={path} run={run} tune={record} asked={asked} />}
            </QueryView>
          )
        }
      </QueryView>
    </Page>
  );
}

/** The address is of the project the run was in before. */
function isMoved({ project }: Run, path: RunPath): boolean {
  if (project == null) return false;
  return `${project.entityName}/${project.name}`.toLowerCase() !== `${path.entity}/${path.project}`.toLowerCase();
}

function Moved({ to }: { to: string }) {
  const history = useHistory();
  useEffect(() => { history.replace(to); }, [history, to]);
  return null;
}

interface RunProps {
  readonly path: RunPath;
  readonly run: Run;
  /** What the run is as a fine-tune, where it is one. */
  readonly tune: FineTune | null;
}

function RunBody({ path, run, tune, asked }: RunProps & { readonly asked: string | undefined }) {
  const tabs = RUN_TABS.filter((tab) => tab !== 'job' || tune !== null);
  const active = tabs.find((tab) => tab === asked) ?? tabs[0] ?? 'charts';
  const name = run.displayName ?? run.name;
  useTitle(active === tabs[0] ? undefined : TAB_NAMES[active], name, path.project);
  return (
    <>
      <RunHeader path={path} run={run} tune={tune} />
      <LinkTabs
        label="Parts of the run"
        active={active}
        tabs={tabs.map((tab) => ({ id: tab, label: TAB_NAMES[tab], href: paths.run(path, tab) }))}
      />
      <TabBody path={path} run={run} tune={tune} tab={active} />
    </>
  );
}

function TabBody({ path, run, tune, tab }: RunProps & { readonly tab: RunTab }) {
  switch (tab) {
    case 'job':
      return tune === null ? null : <JobTab path={path} run={run} tune={tune} />;
    case 'charts':
      return <ChartsTab run={run} />;
    case 'overview':
      return <RunOverview path={path} run={run} />;
    case 'logs':
      return <LogsTab path={path} />;
    case 'files':
      return <FilesTab path={path} />;
    case 'artifacts':
      return <ArtifactsTab path={path} />;
  }
}

function RunHeader({ path, run, tune }: RunProps) {
  const [editing, setEditing] = useState(false);
  const stop = useStopRun(path);
  const job = useMemo(() => (tune === null ? undefined : jobOf(tune)), [tune]);
  const name = run.displayName ?? run.name;
  const seconds = between(run.createdAt, run.heartbeatAt);
  return (
    <>
      <PageHeader
        trail={runTrail(path)}
        before={<RunDot run={run.name} />}
        title={name}
        after={
          <Tooltip label="Name, tags and notes">
            <ActionIcon aria-label="Edit name, tags and notes" onClick={() => { setEditing(true); }}>
              <Pencil size={14} />
            </ActionIcon>
          </Tooltip>
        }
        actions={
          <>
            {run.state === 'running' && job === undefined && (
              <Button size="compact-sm" variant="default" leftSection={<Square size={12} aria-hidden />} onClick={() => { stop.mutate(run.id); }}>
                Stop
              </Button>
            )}
            <LivePill />
          </>
        }
        facts={
          <>
            <StateBadge state={shownState(run, job?.status)} />
            {job !== undefined && <JobModels job={job} />}
            {run.name !== name && (
              <span>
                <code>{run.name}</code>
                <CopyButton value={run.name} label="Copy run id" />
              </span>
            )}
            {run.user?.username != null && <span>{run.user.username}</span>}
            <TimeText value={job?.createdAt?.toISOString() ?? run.createdAt} />
            {job === undefined && seconds !== undefined && seconds >= 1 && <span className="numbers">{formatDuration(seconds)}</span>}
            <Tags values={run.tags ?? []} />
          </>
        }
      />
      {editing && <RunEditor path={path} run={run} onClose={() => { setEditing(false); }} />}
    </>
  );
}

function between(from: string | null, to: string | null): number | undefined {
  const start = parseInstant(from);
  const end = parseInstant(to);
  return start === undefined || end === undefined ? undefined : (end.getTime() - start.getTime()) / 1000;
}
