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
  'ft.created_at': { label: 'Created', width: 124, kind: 'time' },
  'ft.finished_at': { label: 'Finished', width: 124, kind: 'time' },
  'ft.provider': { label: 'Provider', width: 96 },
  'ft.job': { label: 'Job', width: 220, kind: 'code' },
  'ft.status': { label: 'Job status', width: 110 },
  'ft.base_model': { label: 'Base model', width: 188 },
  'ft.parent_model': { label: 'Started from', width: 260, kind: 'code' },
  'ft.method': { label: 'Method', width: 112 },
  'ft.training_file_name': { label: 'Training file', width: 190 },
  'ft.validation_file_name': { label: 'Validation file', width: 190 },
  'ft.training_file': { label: 'Training file id', width: 190, kind: 'code' },
  'ft.validation_file': { label: 'Validation file id', width: 190, kind: 'code' },
  'ft.epochs': { label: 'Epochs', width: 80 },
  'ft.batch_size': { label: 'Batch size', width: 96 },
  'ft.learning_rate_multiplier': { label: 'LR multiplier', width: 112 },
  'ft.beta': { label: 'Beta', width: 72 },
  'ft.seed': { label: 'Seed', width: 110 },
  'ft.suffix': { label: 'Suffix', width: 110 },
  'ft.trained_tokens': { label: 'Trained tokens', width: 122, kind: 'count' },
  'ft.model': { label: 'Fine-tuned model', width: 300, kind: 'code' },
  'ft.duration_seconds': { label: 'Duration', width: 100, kind: 'duration' },
  'ft.queue_seconds': { label: 'Queued', width: 100, kind: 'duration' },
  'ft.training_seconds': { label: 'Training time', width: 110, kind: 'duration' },
  'ft.error': { label: 'Error', width: 240 },
  'ft.error_code': { label: 'Error code', width: 150 },
  'summary_metrics.train_loss': { label: 'Train loss', width: 96 },
  'summary_metrics.valid_loss': { label: 'Valid loss', width: 96 },
};

/** For a fine-tune: what one compares first. */
export const FINE_TUNE_COLUMNS = [
  'state',
  'curve',
  'summary_metrics.train_loss',
  'summary_metrics.valid_loss',
  'ft.base_model',
  'ft.method',
  'ft.training_file_name',
  'ft.epochs',
  'ft.batch_size',
  'ft.learning_rate_multiplier',
  'ft.beta',
  'ft.trained_tokens',
  'ft.duration_seconds',
  'ft.created_at',
  'tags',
  'ft.model',
] as const;

export const PLAIN_COLUMNS = ['state', 'curve', 'createdAt', 'user', 'tags', 'jobType'] as const;

/** The small loss curve: drawn from the run's history, no stored value. */
export const CURVE = 'curve';

/** Asked for with every page: a fine-tune's own status, and why it failed. */
export const ALWAYS_ASKED = ['ft.status', 'ft.error'] as const;

/** Whether the key names something every run has, and not a stored value. */
export function isAttribute(key: string): boolean {
  return key === CURVE || ATTRIBUTES.some((each) => each.key === key);
}

interface ColumnLabel {
  readonly text: string;
  /** Whether the value comes from the config, the summary or the fine-tune; nothing for the run's own. */
  readonly origin: string | undefined;
}

/** `ft.epochs` is headed `Epochs`, said to be of the fine-tune; an unknown key by its own name. */
export function columnLabel(key: string): ColumnLabel {
  const known = knownColumn(key);
  if (key.startsWith('config.')) return { text: known?.label ?? key.slice('config.'.length), origin: 'config' };
  if (key.startsWith('summary_metrics.')) return { text: known?.label ?? key.slice('summary_metrics.'.length), origin: 'summary' };
  if (key.startsWith('ft.')) return { text: known?.label ?? key.slice('ft.'.length), origin: 'fine-tune' };
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
