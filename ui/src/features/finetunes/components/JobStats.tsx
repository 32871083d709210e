import { Stats, type Stat } from '@/components/Stats';
import { formatCount, formatDuration, formatNumber } from '@/lib/format';
import type { Json } from '@/lib/json';
import type { Job } from '../job';

/** Newest values that say most about a job, by method: the first known key of each row counts. */
const MEASURES: readonly { readonly name: string; readonly keys: readonly string[] }[] = [
  { name: 'Train loss', keys: ['train_loss'] },
  { name: 'Valid loss', keys: ['full_valid_loss', 'valid_loss'] },
  { name: 'Train reward', keys: ['train_mean_reward', 'train_reward_mean', 'train_reward'] },
  { name: 'Valid reward', keys: ['full_valid_mean_reward', 'valid_mean_reward', 'valid_reward_mean', 'valid_reward'] },
  {
    name: 'Token accuracy',
    keys: ['full_valid_mean_token_accuracy', 'valid_mean_token_accuracy', 'train_mean_token_accuracy', 'train_accuracy'],
  },
];

/** The job in a few figures; those it does not have are left out. */
export function JobStats({ job, summary }: { job: Job; summary: Readonly<Record<string, Json>> }) {
  const stats: Stat[] = MEASURES.flatMap(({ name, keys }) => {
    const key = keys.find((each) => typeof summary[each] === 'number') ?? '';
    const value = summary[key];
    return typeof value !== 'number' ? [] : [{ name, value: <span title={`${key} ${value}`}>{formatNumber(value)}</span> }];
  });
  if (job.trainedTokens !== undefined) stats.push({ name: 'Trained tokens', value: formatCount(job.trainedTokens) });
  if (job.durationSeconds !== undefined) stats.push({ name: 'Duration', value: formatDuration(job.durationSeconds) });
  return stats.length === 0 ? null : <Stats stats={stats} />;
}
