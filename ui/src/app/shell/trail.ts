import type { Step } from '@/components/PageHeader';
import { type ArtifactPath, paths, type ProjectPath } from '@/lib/paths';

/** The way to a project's pages. */
export function projectTrail(path: ProjectPath): Step[] {
  return [
    { label: path.entity, href: paths.entity(path.entity) },
    { label: path.project, href: paths.project(path) },
  ];
}

/** The way to one run. */
export function runTrail(path: ProjectPath): Step[] {
  return [...projectTrail(path), { label: 'Runs', href: paths.runs(path) }];
}

/** The way to the artifacts of one type, or to one of them. */
export function artifactTrail(path: ProjectPath & Partial<Pick<ArtifactPath, 'type'>>): Step[] {
  const all = [...projectTrail(path), { label: 'Artifacts', href: paths.artifacts(path) }];
  return path.type === undefined ? all : [...all, { label: path.type, href: paths.artifactType(path, path.type) }];
}
