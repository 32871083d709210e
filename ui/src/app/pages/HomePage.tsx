import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/states';
import { useTitle } from '@/components/use-title';
import { type ProjectEntry, useMyProjects } from '@/features/projects/api/projects';
import { GettingStarted } from '@/features/projects/components/GettingStarted';
import { ProjectTable } from '@/features/projects/components/ProjectTable';
import { useRecentRuns } from '@/features/runs/api/runs';
import { RecentRunsTable } from '@/features/runs/components/RecentRunsTable';
import { curveOf } from './curve';

const RECENT = 10;

export function HomePage() {
  useTitle('Home');
  const projects = useMyProjects();
  return (
    <Page>
      <PageHeader title="Home" />
      <QueryView query={projects} what="projects" height={200}>
        {(list) =>
          list.length === 0 ? (
            <Panel title="Nothing here yet: three ways to start">
              <GettingStarted />
            </Panel>
          ) : (
            <>
              <Panel title="Projects" flush>
                <ProjectTable projects={list} />
              </Panel>
              <RecentRuns projects={list} />
            </>
          )
        }
      </QueryView>
    </Page>
  );
}

function RecentRuns({ projects }: { projects: readonly ProjectEntry[] }) {
  const entities = [...new Set(projects.filter((project) => project.runCount > 0).map((project) => project.entityName))];
  const runs = useRecentRuns(entities, RECENT);
  if (entities.length === 0) return null;
  return (
    <Panel title="Recent runs" flush>
      <QueryView query={runs} what="recent runs" height={200}>
        {(list) => <RecentRunsTable runs={list} curve={curveOf} />}
      </QueryView>
    </Panel>
  );
}
