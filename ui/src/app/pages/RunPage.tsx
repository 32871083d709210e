import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { Pencil, Square } from 'lucide-react';
import { useMemo, useState } from 'react';
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
import { jobOf } from '@/features/finetunes/job';
import { type Run, useRun, useStopRun } from '@/features/runs/api/runs';
import { RunEditor } from '@/features/runs/components/RunEditor';
import { RunOverview } from '@/features/runs/components/RunOverview';
import { shownState } from '@/features/runs/status';
import { formatDuration, parseInstant } from '@/lib/format';
import { paths, RUN_TABS, type RunPath, type RunTab } from '@/lib/paths';
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
  const asked = params._splat === undefined ? params.tab : 'files';
  return (
    <Page>
      <QueryView query={query} what="the run" height={400} page>
        {(run) => <RunBody path={path} run={run} asked={asked} />}
      </QueryView>
    </Page>
  );
}

function RunBody({ path, run, asked }: { path: RunPath; run: Run; asked: string | undefined }) {
  const fineTune = run.jobType === 'fine-tune';
  const tabs = RUN_TABS.filter((tab) => tab !== 'job' || fineTune);
  const active = tabs.find((tab) => tab === asked) ?? tabs[0] ?? 'charts';
  const name = run.displayName ?? run.name;
  useTitle(active === tabs[0] ? undefined : TAB_NAMES[active], name, path.project);
  return (
    <>
      <RunHeader path={path} run={run} />
      <LinkTabs
        label="Parts of the run"
        active={active}
        tabs={tabs.map((tab) => ({ id: tab, label: TAB_NAMES[tab], href: paths.run(path, tab) }))}
      />
      <TabBody path={path} run={run} tab={active} />
    </>
  );
}

function TabBody({ path, run, tab }: { path: RunPath; run: Run; tab: RunTab }) {
  switch (tab) {
    case 'job':
      return <JobTab path={path} run={run} />;
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

function RunHeader({ path, run }: { path: RunPath; run: Run }) {
  const [editing, setEditing] = useState(false);
  const stop = useStopRun(path);
  const job = useMemo(() => jobOf(run.name, run.config, run.summary), [run]);
  const name = run.displayName ?? run.name;
  const fineTune = run.jobType === 'fine-tune';
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
            {run.state === 'running' && !fineTune && (
              <Button size="compact-sm" variant="default" leftSection={<Square size={12} aria-hidden />} onClick={() => { stop.mutate(run.id); }}>
                Stop
              </Button>
            )}
            <LivePill />
          </>
        }
        facts={
          <>
            <StateBadge state={shownState(run, job.status)} />
            {fineTune && <JobModels job={job} />}
            {run.name !== name && (
              <span>
                <code>{run.name}</code>
                <CopyButton value={run.name} label="Copy run id" />
              </span>
            )}
            {run.user?.username != null && <span>{run.user.username}</span>}
            <TimeText value={fineTune && job.createdAt !== undefined ? job.createdAt.toISOString() : run.createdAt} />
            {!fineTune && seconds !== undefined && seconds >= 1 && <span className="numbers">{formatDuration(seconds)}</span>}
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
