import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/states';
import { useTitle } from '@/components/use-title';
import { useMyProjects } from '@/features/projects/api/projects';
import { GettingStarted } from '@/features/projects/components/GettingStarted';
import { ProjectTable } from '@/features/projects/components/ProjectTable';

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
            <Panel title="Projects" flush>
              <ProjectTable projects={list} />
            </Panel>
          )
        }
      </QueryView>
    </Page>
  );
}
