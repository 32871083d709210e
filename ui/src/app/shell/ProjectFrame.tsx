import { Outlet } from '@tanstack/react-router';
import { LiveProject } from './LiveProject';
import { useProjectPath } from './project-path';

/** What all pages of a project share. */
export function ProjectFrame() {
  const path = useProjectPath();
  return (
    <LiveProject key={`${path.entity}/${path.project}`} path={path}>
      <Outlet />
    </LiveProject>
  );
}
