import { useQuery, useQueryClient } from '@tanstack/react-query';
import { graphql } from '@/lib/api-client';
import type { RunPath } from '@/lib/paths';
import { runKey } from './runs';
import { RunLogs, type RunLogsResult } from './runs.generated';

type Page = NonNullable<NonNullable<NonNullable<RunLogsResult['project']>['run']>['logLines']>;
export type LogLine = Page['edges'][number]['node'];

export interface Logs {
  readonly lines: readonly LogLine[];
  readonly cursor: string | null;
}

const PAGE = 5000;
const NONE: Logs = { lines: [], cursor: null };

/** All stored console lines. Asked again it reads on from the last one it knows; lines taken back start it over. */
export function useLogs(path: RunPath) {
  const client = useQueryClient();
  const key = [...runKey(path), 'logs'] as const;
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }): Promise<Logs> => {
      let known = client.getQueryData<Logs>(key) ?? NONE;
      for (;;) {
        const answer: RunLogsResult = await graphql(RunLogs, { ...path, first: PAGE, after: known.cursor }, signal);
        const run = answer.project?.run;
        if ((run?.logLineCount ?? 0) < known.lines.length) {
          known = NONE;
          continue;
        }
        const page = run?.logLines;
        const fresh = (page?.edges ?? []).map(({ node }) => node);
        if (fresh.length > 0) known = { lines: [...known.lines, ...fresh], cursor: page?.pageInfo.endCursor ?? known.cursor };
        if (page?.pageInfo.hasNextPage !== true || fresh.length === 0) return known;
      }
    },
  });
}
