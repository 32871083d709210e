import { isObject, type Json } from '@/lib/json';

/** A model saved on the way. */
export interface Checkpoint {
  readonly step: number;
  readonly model: string;
  readonly metrics: Readonly<Record<string, number>>;
  readonly createdAt: string | undefined;
  /** Where its version's page is. */
  readonly address: string;
}

/** A checkpoint from the metadata of its artifact; nothing when the metadata is no checkpoint's. */
export function checkpointOf(metadata: Readonly<Record<string, Json>>, createdAt: string, address: string): Checkpoint | undefined {
  const step = metadata.step_number;
  const model = metadata.fine_tuned_model_checkpoint;
  if (typeof step !== 'number' || typeof model !== 'string') return undefined;
  const metrics = isObject(metadata.metrics) ? metadata.metrics : {};
  return {
    step,
    model,
    metrics: Object.fromEntries(Object.entries(metrics).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[0] !== 'step')),
    createdAt: typeof metadata.created_at === 'string' ? metadata.created_at : createdAt,
    address,
  };
}

/** The one to take: lowest full validation loss, else lowest validation loss; nothing when none was measured. */
export function recommended(checkpoints: readonly Checkpoint[]): Checkpoint | undefined {
  for (const key of ['full_valid_loss', 'valid_loss']) {
    const measured = checkpoints.filter((each) => each.metrics[key] !== undefined);
    if (measured.length > 0) {
      return measured.reduce((best, each) => ((each.metrics[key] ?? Infinity) < (best.metrics[key] ?? Infinity) ? each : best));
    }
  }
  return undefined;
}
