/** Columns that belong to every run; the rest are keys of its config and summary. */
export const ATTRIBUTES: readonly { readonly key: string; readonly label: string; readonly width: number }[] = [
  { key: 'state', label: 'State', width: 118 },
  { key: 'createdAt', label: 'Created', width: 124 },
  { key: 'tags', label: 'Tags', width: 150 },
  { key: 'notes', label: 'Notes', width: 200 },
  { key: 'jobType', label: 'Job type', width: 100 },
  { key: 'group', label: 'Group', width: 110 },
  { key: 'user', label: 'User', width: 110 },
  { key: 'name', label: 'Run id', width: 220 },
  { key: 'heartbeatAt', label: 'Last heartbeat', width: 124 },
];

/** For a fine-tune: what one compares first. */
export const FINE_TUNE_COLUMNS = [
  'state',
  'createdAt',
  'config.model',
  'config.method_type',
  'config.training_file_name',
  'config.hyperparameters.n_epochs',
  'config.hyperparameters.batch_size',
  'config.hyperparameters.learning_rate_multiplier',
  'summary_metrics.train_loss',
  'summary_metrics.valid_loss',
  'config.trained_tokens',
  'summary_metrics.fine_tuned_model',
  'tags',
] as const;

export const PLAIN_COLUMNS = ['state', 'createdAt', 'user', 'tags', 'jobType'] as const;

/** Asked for with every page: a fine-tune's own status, and why it failed. */
export const ALWAYS_ASKED = ['config.status', 'summary_metrics.status', 'config.error.message'] as const;

export function isAttribute(key: string): boolean {
  return ATTRIBUTES.some((each) => each.key === key);
}

/** `config.hyperparameters.n_epochs` is headed `hyperparameters.n_epochs`, said to be of the config. */
export function columnLabel(key: string): { readonly text: string; readonly origin: string | undefined } {
  const attribute = ATTRIBUTES.find((each) => each.key === key);
  if (attribute !== undefined) return { text: attribute.label, origin: undefined };
  if (key.startsWith('config.')) return { text: key.slice('config.'.length), origin: 'config' };
  if (key.startsWith('summary_metrics.')) return { text: key.slice('summary_metrics.'.length), origin: 'summary' };
  return { text: key, origin: undefined };
}

export function columnWidth(key: string, numeric: boolean): number {
  const attribute = ATTRIBUTES.find((each) => each.key === key);
  if (attribute !== undefined) return attribute.width;
  const shown = columnLabel(key).text.split('.').at(-1) ?? key;
  return Math.max(numeric ? 84 : 150, shown.length * 7 + 34);
}
