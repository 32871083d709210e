import { useQuery } from '@tanstack/react-query';
import { graphql } from '@/lib/api-client';
import { isObject, type Json } from '@/lib/json';
import type { RunPath } from '@/lib/paths';
import { FineTuneOf, FineTuneOfModel, type FineTuneOfResult } from './fine-tune.generated';

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

interface ModelRecord {
  /** The job that made the model; null where the metadata tell of none. */
  readonly fineTune: FineTune | null;
  /** The metadata, with what the official client writes as Python text laid open. */
  readonly metadata: Record<string, Json>;
}

/** A version of an artifact as the server reads its metadata. */
export function useModelRecord(artifact: string) {
  return useQuery({
    queryKey: ['artifact', artifact, 'fine-tune'],
    queryFn: async ({ signal }): Promise<ModelRecord> => {
      const answer = await graphql(FineTuneOfModel, { artifact }, signal);
      const metadata = answer.artifact?.openMetadata as Json | undefined;
      return { fineTune: answer.artifact?.fineTune ?? null, metadata: isObject(metadata) ? metadata : {} };
    },
  });
}
