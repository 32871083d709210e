/** How a column's values are written. */
export type ColumnKind = 'plain' | 'time' | 'count' | 'duration' | 'code';

interface KnownColumn {
  readonly label: string;
  readonly width: number;
  readonly kind?: ColumnKind;
}

/** Columns that belong to every run; the rest are keys of its config and summary. */
export const ATTRIBUTES: readonly (KnownColumn & { readonly key: string })[] = [
  { key: 'state', label: 'State', width: 118 },
  { key: 'createdAt', label: 'Logged', width: 124, kind: 'time' },
  { key: 'tags', label: 'Tags', width: 150 },
  { key: 'notes', label: 'Notes', width: 200 },
  { key: 'jobType', label: 'Job type', width: 100 },
  { key: 'group', label: 'Group', width: 110 },
  { key: 'user', label: 'User', width: 120 },
  { key: 'name', label: 'Run id', width: 220, kind: 'code' },
  { key: 'heartbeatAt', label: 'Last heartbeat', width: 124, kind: 'time' },
];

/** Keys of a fine-tuning job that have a better heading than their own name. */
const KNOWN: Readonly<Record<string, KnownColumn>> = {
  'config.created_at': { label: 'Created', width: 124, kind: 'time' },
  'config.finished_at': { label: 'Finished', width: 124, kind: 'time' },
  'config.model': { label: 'Base model', width: 188 },
  'config.method_type': { label: 'Method', width: 112 },
  'config.training_file_name': { label: 'Training file', width: 190 },
  'config.validation_file_name': { label: 'Validation file', width: 190 },
  'config.hyperparameters.n_epochs': { label: 'Epochs', width: 80 },
  'config.hyperparameters.batch_size': { label: 'Batch size', width: 96 },
  'config.hyperparameters.learning_rate_multiplier': { label: 'LR multiplier', width: 112 },
  'config.hyperparameters.beta': { label: 'Beta', width: 72 },
  'config.trained_tokens': { label: 'Trained tokens', width: 122, kind: 'count' },
  'summary_metrics.train_loss': { label: 'Train loss', width: 96 },
  'summary_metrics.valid_loss': { label: 'Valid loss', width: 96 },
  'summary_metrics.fine_tuned_model': { label: 'Fine-tuned model', width: 300, kind: 'code' },
  'summary_metrics.duration_seconds': { label: 'Duration', width: 100, kind: 'duration' },
};

/** For a fine-tune: what one compares first. */
export const FINE_TUNE_COLUMNS = [
  'state',
  'curve',
  'summary_metrics.train_loss',
  'summary_metrics.valid_loss',
  'config.model',
  'config.method_type',
  'config.training_file_name',
  'config.hyperparameters.n_epochs',
  'config.hyperparameters.batch_size',
  'config.hyperparameters.learning_rate_multiplier',
  'config.trained_tokens',
  'summary_metrics.duration_seconds',
  'config.created_at',
  'tags',
  'summary_metrics.fine_tuned_model',
] as const;

export const PLAIN_COLUMNS = ['state', 'curve', 'createdAt', 'user', 'tags', 'jobType'] as const;

/** The small loss curve: drawn from the run's history, no stored value. */
export const CURVE = 'curve';

/** Asked for with every page: a fine-tune's own status, and why it failed. */
export const ALWAYS_ASKED = ['config.status', 'summary_metrics.status', 'config.error.message'] as const;

/** Whether the key names something every run has, and not a stored value. */
export function isAttribute(key: string): boolean {
  return key === CURVE || ATTRIBUTES.some((each) => each.key === key);
}

interface ColumnLabel {
  readonly text: string;
  /** Whether the value comes from the config or the summary; nothing for the run's own. */
  readonly origin: string | undefined;
}

/** `config.hyperparameters.n_epochs` is headed `Epochs`, said to be of the config; an unknown key by its own name. */
export function columnLabel(key: string): ColumnLabel {
  const known = knownColumn(key);
  if (key.startsWith('config.')) return { text: known?.label ?? key.slice('config.'.length), origin: 'config' };
  if (key.startsWith('summary_metrics.')) return { text: known?.label ?? key.slice('summary_metrics.'.length), origin: 'summary' };
  return { text: known?.label ?? key, origin: undefined };
}

export function columnWidth(key: string, numeric: boolean): number {
  const shown = columnLabel(key).text.split('.').at(-1) ?? key;
  return knownColumn(key)?.width ?? Math.max(numeric ? 84 : 150, shown.length * 7 + 34);
}

export function columnKind(key: string): ColumnKind {
  return knownColumn(key)?.kind ?? 'plain';
}

function knownColumn(key: string): KnownColumn | undefined {
  if (key === CURVE) return { label: 'Loss', width: 132 };
  return KNOWN[key] ?? ATTRIBUTES.find((each) => each.key === key);
}
