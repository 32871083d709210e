import { useQuery } from '@tanstack/react-query';
import { ApiError, graphql } from '@/lib/api-client';
import type { ProjectPath } from '@/lib/paths';
import { EntityProjects, type EntityProjectsResult, ProjectExists, ViewerEntities } from './projects.generated';

type Edge = NonNullable<EntityProjectsResult['models']>['edges'][number];
export type ProjectEntry = NonNullable<Edge['node']>;

/** Every project of one entity; 100 at a time until the last page. */
async function projectsOf(entity: string, signal: AbortSignal): Promise<ProjectEntry[]> {
  const found: ProjectEntry[] = [];
  let after: string | null = null;
  for (;;) {
    const answer: EntityProjectsResult = await graphql(EntityProjects, { entity, after }, signal);
    for (const { node } of answer.models?.edges ?? []) if (node !== null) found.push(node);
    const page = answer.models?.pageInfo;
    if (page?.hasNextPage !== true || page.endCursor === null) return found;
    after = page.endCursor;
  }
}

export function useEntityProjects(entity: string) {
  return useQuery({
    queryKey: ['projects', entity],
    queryFn: ({ signal }) => projectsOf(entity, signal),
  });
}

/** Fails with 404 where there is no such project, or none that the viewer may see. */
export function useProject({ entity, project }: ProjectPath) {
  return useQuery({
    queryKey: ['project', entity, project],
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<string> => {
      const answer = await graphql(ProjectExists, { entity, project }, signal);
      if (answer.project === null) throw new ApiError(404, 'not_found', `There is no project ${entity}/${project}, or you have no access to it.`);
      return answer.project.id;
    },
  });
}

/** The projects of every entity the viewer belongs to, the latest active first. */
export function useMyProjects() {
  return useQuery({
    queryKey: ['projects'],
    queryFn: async ({ signal }): Promise<ProjectEntry[]> => {
      const { viewer } = await graphql(ViewerEntities, {}, signal);
      const teams = (viewer?.teams?.edges ?? []).flatMap(({ node }) => (node === null ? [] : [node.name]));
      const own = viewer?.entity == null ? [] : [viewer.entity];
      const lists = await Promise.all([...new Set([...own, ...teams])].map((entity) => projectsOf(entity, signal)));
      return lists.flat().sort((left, right) => activity(right).localeCompare(activity(left)));
    },
  });
}

function activity(project: ProjectEntry): string {
  return project.updatedAt ?? project.createdAt;
}
