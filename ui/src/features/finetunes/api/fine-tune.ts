import { useQuery } from '@tanstack/react-query';
import { graphql } from '@/lib/api-client';
import type { RunPath } from '@/lib/paths';
import { FineTuneOf, type FineTuneOfResult } from './fine-tune.generated';

/** A run as a fine-tune, as the server reads it, whichever client wrote the run. */
export type FineTune = NonNullable<NonNullable<NonNullable<FineTuneOfResult['project']>['run']>['fineTune']>;
export type Verdict = FineTune['verdict'];

/** The record of a run; null for a run that is no fine-tune. It stands below the run's key, so a live change renews both. */
export function useFineTune({ entity, project, run }: RunPath) {
  return useQuery({
    queryKey: ['run', entity, project, run, 'fine-tune'],
    queryFn: async ({ signal }): Promise<FineTune | null> => {
      const answer = await graphql(FineTuneOf, { entity, project, run }, signal);
      return answer.project?.run?.fineTune ?? null;
    },
  });
}
