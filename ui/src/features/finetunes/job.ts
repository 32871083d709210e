import { parseInstant } from '@/lib/format';
import { isObject, type Json, valueAt } from '@/lib/json';
import { parsePython } from '@/lib/python-text';
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

type Fields = Readonly<Record<string, Json>>;

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

/** The job a model's metadata tells of, where there is no run to ask. */
export function jobOfMetadata(runId: string, config: Fields, summary: Fields): Job {
  const method = opened(config.method);
  const number = (key: string) => asNumber(config[key]) ?? asNumber(summary[key]);
  const createdAt = parseInstant(config.created_at);
  const finishedAt = parseInstant(config.finished_at);
  return {
    id: text(config.id) ?? runId,
    status: text(summary.status) ?? text(config.status) ?? 'running',
    baseModel: text(config.model) ?? '–',
    parentModel: undefined,
    model: text(summary.fine_tuned_model) ?? text(config.fine_tuned_model),
    method: text(config.method_type) ?? text(valueAt(method, 'type')),
    hyperparameters: hyperparametersOf(config, method),
    files: filesOf(config),
    seed: config.seed === undefined || config.seed === null ? undefined : textOf(config.seed),
    trainedTokens: number('trained_tokens'),
    createdAt,
    finishedAt,
    estimatedFinish: parseInstant(config.estimated_finish),
    durationSeconds: number('duration_seconds') ?? secondsBetween(createdAt, finishedAt),
    queueSeconds: number('queue_seconds'),
    trainingSeconds: number('training_seconds'),
    error: errorOf(config.error),
  };
}

/** Used values come from the flat block, or from the block of the job's method; requested ones stand beside them. */
function hyperparametersOf(config: Fields, method: Json | undefined): Hyperparameter[] {
  const used = present(opened(config.hyperparameters));
  const type = text(valueAt(method, 'type'));
  const ofMethod = present(type === undefined ? undefined : valueAt(method, `${type}.hyperparameters`));
  const asked = present(opened(config.hyperparameters_requested));
  const names = [...new Set([...Object.keys(used), ...Object.keys(ofMethod), ...Object.keys(asked)])];
  return names.map((name) => {
    const resolved = used[name] ?? ofMethod[name];
    const requested = asked[name];
    return {
      name,
      requested: requested === undefined || requested === resolved ? undefined : textOf(requested),
      resolved: resolved === 'auto' && requested === 'auto' ? undefined : resolved,
    };
  });
}

function filesOf(config: Fields): JobFile[] {
  return (['training', 'validation'] as const).flatMap((role) => {
    const id = text(config[`${role}_file`]);
    return id === undefined ? [] : [{ role, id, name: text(config[`${role}_file_name`]) }];
  });
}

function errorOf(value: Json | undefined): JobError | undefined {
  const error = opened(value);
  if (typeof error === 'string' && error !== '' && error !== 'None') return { code: undefined, param: undefined, message: error };
  if (!isObject(error)) return undefined;
  const message = text(error.message);
  const code = text(error.code);
  if (message === undefined && code === undefined) return undefined;
  return { code, param: text(error.param), message: message ?? code ?? '' };
}

/** The official client writes some objects as Python text. */
function opened(value: Json | undefined): Json | undefined {
  return typeof value === 'string' ? (parsePython(value) ?? value) : value;
}

function present(value: Json | undefined): Record<string, Json> {
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null)) : {};
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function asNumber(value: Json | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function secondsBetween(from: Date | undefined, to: Date | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : (to.getTime() - from.getTime()) / 1000;
}
