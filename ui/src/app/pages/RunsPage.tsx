import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { useTitle } from '@/components/use-title';
import { GettingStarted } from '@/features/projects/components/GettingStarted';
import { ProjectPicker } from '@/features/projects/components/ProjectPicker';
import type { ProjectChoice } from '@/features/runs/components/BulkDialog';
import { RunsBoard } from '@/features/runs/components/RunsBoard';
import { LivePill } from '../shell/LivePill';
import { useProjectPath } from '../shell/project-path';
import { projectTrail } from '../shell/trail';
import { curveOf } from './curve';

const chooseProject: ProjectChoice = (props) => <ProjectPicker {...props} />;

export function RunsPage() {
  const path = useProjectPath();
  useTitle('Runs', path.project);
  return (
    <Page fill>
      <PageHeader title="Runs" trail={projectTrail(path)} actions={<LivePill />} />
      <RunsBoard
        path={path}
        empty={
          <Panel title="This project has no runs yet">
            <GettingStarted />
          </Panel>
        }
        projectChoice={chooseProject}
        curve={curveOf}
      />
    </Page>
  );
}
