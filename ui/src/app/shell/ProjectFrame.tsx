import { Outlet } from '@tanstack/react-router';
import { Page } from '@/components/Page';
import { NotFound } from '@/components/states';
import { useProject } from '@/features/projects/api/projects';
import { ApiError } from '@/lib/api-client';
import { LiveProject } from './LiveProject';
import { useProjectPath } from './project-path';

/** What all pages of a project share. They do not wait for it; a project that is not there takes their place. */
export function ProjectFrame() {
  const path = useProjectPath();
  const project = useProject(path);
  if (project.error instanceof ApiError && project.error.status === 404) {
    return (
      <Page>
        <NotFound message={project.error.message} />
      </Page>
    );
  }
  return (
    <LiveProject key={`${path.entity}/${path.project}`} path={path}>
      <Outlet />
    </LiveProject>
  );
}
