import { parseInstant } from '@/lib/format';
import type { Json } from '@/lib/json';
import type { FineTune } from './api/fine-tune';

/** A fine-tuning job. */
export interface Job {
  readonly id: string;
  readonly status: string;
  readonly baseModel: string;
  /** The tuned model it started from, where it did. */
  readonly parentModel: string | undefined;
  readonly model: string | undefined;
  readonly method: string | undefined;
  readonly hyperparameters: readonly Hyperparameter[];
  readonly files: readonly JobFile[];
  readonly seed: string | undefined;
  readonly trainedTokens: number | undefined;
  readonly createdAt: Date | undefined;
  readonly finishedAt: Date | undefined;
  readonly estimatedFinish: Date | undefined;
  readonly durationSeconds: number | undefined;
  readonly queueSeconds: number | undefined;
  readonly trainingSeconds: number | undefined;
  readonly error: JobError | undefined;
}

export interface Hyperparameter {
  readonly name: string;
  /** What was asked for where it differs from what was used: `auto`. */
  readonly requested: string | undefined;
  readonly resolved: Json | undefined;
}

export interface JobFile {
  readonly role: 'training' | 'validation';
  readonly id: string;
  readonly name: string | undefined;
}

export interface JobError {
  readonly code: string | undefined;
  readonly param: string | undefined;
  readonly message: string;
}

/** Statuses after which nothing more happens. */
export function isOver(status: string): boolean {
  return ['succeeded', 'failed', 'cancelled', 'finished', 'crashed', 'killed'].includes(status);
}

/** The job of a run, from the server's record. */
export function jobOf(tune: FineTune): Job {
  return {
    id: tune.jobId,
    status: tune.status,
    baseModel: tune.baseModel === '' ? '–' : tune.baseModel,
    parentModel: tune.parentModel ?? undefined,
    model: tune.model ?? undefined,
    method: tune.method,
    hyperparameters: tune.hyperparameters.map(({ name, requested, resolved }) => ({
      name,
      requested: requested === resolved ? undefined : textOf(requested as Json),
      resolved: (resolved as Json) ?? undefined,
    })),
    files: [
      ...(tune.trainingFile === null ? [] : [fileOf('training', tune.trainingFile)]),
      ...(tune.validationFile === null ? [] : [fileOf('validation', tune.validationFile)]),
    ],
    seed: tune.seed === null ? undefined : String(tune.seed),
    trainedTokens: tune.trainedTokens ?? undefined,
    createdAt: parseInstant(tune.createdAt),
    finishedAt: parseInstant(tune.finishedAt),
    estimatedFinish: parseInstant(tune.estimatedFinish),
    durationSeconds: tune.durationSeconds ?? undefined,
    queueSeconds: tune.queueSeconds ?? undefined,
    trainingSeconds: tune.trainingSeconds ?? undefined,
    error:
      tune.error === null
        ? undefined
        : { code: tune.error.code ?? undefined, param: tune.error.param ?? undefined, message: tune.error.message ?? tune.error.code ?? '' },
  };
}

function fileOf(role: JobFile['role'], { id, name }: { readonly id: string; readonly name: string | null }): JobFile {
  return { role, id, name: name ?? undefined };
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
