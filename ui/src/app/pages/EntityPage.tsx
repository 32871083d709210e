import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { Panel } from '@/components/Panel';
import { EmptyState, QueryView } from '@/components/states';
import { useTitle } from '@/components/use-title';
import { useEntityProjects } from '@/features/projects/api/projects';
import { ProjectTable } from '@/features/projects/components/ProjectTable';
import { usePageParams } from '@/lib/use-params';

export function EntityPage() {
  const { entity = '' } = usePageParams();
  useTitle(entity);
  const projects = useEntityProjects(entity);
  return (
    <Page>
      <PageHeader title={entity} />
      <QueryView query={projects} what="projects" height={200}>
        {(list) => (
          <Panel title="Projects" flush>
            {list.length === 0 ? (
              <EmptyState title={`No project of “${entity}” that you can see.`} />
            ) : (
              <ProjectTable projects={list} />
            )}
          </Panel>
        )}
      </QueryView>
    </Page>
  );
}
