/** Metrics that belong on one pair of axes. */
export interface ChartGroup {
  /** In the address and in tests: `loss`, `accuracy`, `reward`, or the metric's own name. */
  readonly id: string;
  readonly title: string;
  readonly keys: readonly string[];
}

const PREFIX = /^(full_valid|full_validation|valid|validation|train|training|val|eval|test)[_/. ]+/;
const KNOWN: Readonly<Record<string, { id: string; title: string }>> = {
  loss: { id: 'loss', title: 'Loss' },
  mean_token_accuracy: { id: 'accuracy', title: 'Token accuracy' },
  token_accuracy: { id: 'accuracy', title: 'Token accuracy' },
  accuracy: { id: 'accuracy', title: 'Token accuracy' },
  mean_reward: { id: 'reward', title: 'Mean reward' },
  reward_mean: { id: 'reward', title: 'Mean reward' },
  reward: { id: 'reward', title: 'Reward' },
};
const FIRST = ['loss', 'accuracy', 'reward'];

/** Training and validation of one quantity share a chart; loss comes first, then accuracy and reward, then the alphabet. */
export function groupMetrics(metrics: readonly string[]): ChartGroup[] {
  const groups = new Map<string, { title: string; keys: string[] }>();
  for (const key of metrics) {
    const stem = key.replace(PREFIX, '');
    const known = KNOWN[stem];
    const id = known?.id ?? stem;
    const group = groups.get(id) ?? { title: known?.title ?? stem, keys: [] };
    group.keys.push(key);
    groups.set(id, group);
  }
  return [...groups]
    .map(([id, { title, keys }]) => ({ id, title, keys: keys.sort((left, right) => part(left) - part(right) || left.localeCompare(right)) }))
    .sort((left, right) => rank(left.id) - rank(right.id) || left.id.localeCompare(right.id));
}

function rank(id: string): number {
  const place = FIRST.indexOf(id);
  return place < 0 ? FIRST.length : place;
}

function part(key: string): number {
  const kind = partOf(key);
  return kind === 'train' ? 0 : kind === 'valid' ? 1 : kind === 'full' ? 2 : 3;
}

/** Which data a metric was measured on, by its name. */
export function partOf(key: string): 'train' | 'valid' | 'full' | 'other' {
  if (key.startsWith('full_valid')) return 'full';
  if (/^(valid|validation|val|eval|test)[_/. ]/.test(key)) return 'valid';
  return /^(train|training)[_/. ]/.test(key) ? 'train' : 'other';
}
