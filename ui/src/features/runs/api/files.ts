import { useQuery } from '@tanstack/react-query';
import { graphql } from '@/lib/api-client';
import type { RunPath } from '@/lib/paths';
import { runKey } from './runs';
import { RunFiles, type RunFilesResult } from './runs.generated';

type Edge = NonNullable<NonNullable<NonNullable<NonNullable<RunFilesResult['project']>['run']>['files']>['edges'][number]>;
export type RunFile = NonNullable<Edge['node']>;

export function useRunFiles(path: RunPath) {
  return useQuery({
    queryKey: [...runKey(path), 'files'],
    queryFn: async ({ signal }): Promise<RunFile[]> => {
      const found: RunFile[] = [];
      let after: string | null = null;
      for (;;) {
        const answer: RunFilesResult = await graphql(RunFiles, { ...path, first: 1000, after }, signal);
        const page = answer.project?.run?.files;
        for (const { node } of page?.edges ?? []) if (node !== null) found.push(node);
        const end = page?.pageInfo.endCursor ?? page?.edges.at(-1)?.cursor ?? null;
        if (page?.pageInfo.hasNextPage !== true || end === null) return found;
        after = end;
      }
    },
  });
}
