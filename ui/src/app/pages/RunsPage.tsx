import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { useTitle } from '@/components/use-title';
import { GettingStarted } from '@/features/projects/components/GettingStarted';
import { RunsBoard } from '@/features/runs/components/RunsBoard';
import { useProjectPath } from '../shell/project-path';
import { LivePill } from '../shell/LivePill';

export function RunsPage() {
  const path = useProjectPath();
  useTitle('Runs', path.project);
  return (
    <Page fill>
      <PageHeader title="Runs" actions={<LivePill />} />
      <RunsBoard
        path={path}
        empty={
          <Panel title="This project has no runs yet">
            <GettingStarted />
          </Panel>
        }
      />
    </Page>
  );
}
