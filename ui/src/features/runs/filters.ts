/** One row of the filter builder. `value` is text as typed; what it means depends on the operator. */
export interface Condition {
  /** As the server's filter language spells it: `ft.epochs`, `config.lr`, `summary_metrics.valid_loss`, `state`, `tags`. */
  readonly key: string;
  readonly operator: Operator;
  readonly value: string;
}

/** Groups are joined by AND, the conditions of one group by OR. */
export type Filters = readonly (readonly Condition[])[];

export const OPERATORS = ['is', 'is not', 'contains', '<', '≤', '>', '≥', 'one of', 'none of', 'is set', 'is missing'] as const;
export type Operator = (typeof OPERATORS)[number];

type Query = Readonly<Record<string, unknown>>;

/** Which operators need no value. */
export function isUnary(operator: Operator): boolean {
  return operator === 'is set' || operator === 'is missing';
}

/** The filter language of the runs query; `{}` matches every run. An unfinished condition narrows nothing. */
export function toQuery(filters: Filters, search: string): Query {
  const parts: Query[] = [];
  for (const group of filters) {
    const finished = group.filter((each) => each.key !== '' && (isUnary(each.operator) || each.value.trim() !== ''));
    const queries = finished.map(conditionQuery);
    if (queries.length === 1 && queries[0] !== undefined) parts.push(queries[0]);
    if (queries.length > 1) parts.push({ $or: queries });
  }
  const words = search.trim();
  if (words !== '') parts.push(searchQuery(words));
  if (parts.length === 0) return {};
  return parts.length === 1 ? (parts[0] ?? {}) : { $and: parts };
}

const SEARCHED = [
  'display_name',
  'name',
  'notes',
  'tags',
  'ft.base_model',
  'ft.parent_model',
  'ft.model',
  'ft.training_file_name',
  'ft.training_file',
  'ft.validation_file',
];

function searchQuery(words: string): Query {
  const pattern = `(?i)${quotePattern(words)}`;
  return { $or: SEARCHED.map((key) => ({ [key]: { $regex: pattern } })) };
}

function conditionQuery({ key, operator, value }: Condition): Query {
  const typed = value.trim();
  switch (operator) {
    case 'is':
      return { [key]: { $in: readings(typed) } };
    case 'is not':
      return { [key]: { $nin: readings(typed) } };
    case 'contains':
      return { [key]: { $regex: `(?i)${quotePattern(typed)}` } };
    case '<':
      return { [key]: { $lt: bound(typed) } };
    case '≤':
      return { [key]: { $lte: bound(typed) } };
    case '>':
      return { [key]: { $gt: bound(typed) } };
    case '≥':
      return { [key]: { $gte: bound(typed) } };
    case 'one of':
      return { [key]: { $in: members(typed) } };
    case 'none of':
      return { [key]: { $nin: members(typed) } };
    case 'is set':
      return { [key]: { $exists: true } };
    case 'is missing':
      return { [key]: { $exists: false } };
  }
}

function members(typed: string): unknown[] {
  return typed
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap(readings);
}

/** `3` may be stored as a number or as text, `true` likewise: each reading is asked for. */
function readings(typed: string): unknown[] {
  const result: unknown[] = [typed];
  if (isNumeric(typed)) result.unshift(Number(typed));
  if (typed === 'true' || typed === 'false') result.unshift(typed === 'true');
  return result;
}

function bound(typed: string): number | string {
  return isNumeric(typed) ? Number(typed) : typed;
}

function isNumeric(typed: string): boolean {
  return typed !== '' && Number.isFinite(Number(typed));
}

function quotePattern(words: string): string {
  return words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Reads filters from an address; anything odd makes the whole nothing. */
export function acceptFilters(value: unknown): Filters | undefined {
  if (!Array.isArray(value)) return undefined;
  const groups: Condition[][] = [];
  for (const group of value as unknown[]) {
    if (!Array.isArray(group)) return undefined;
    const conditions = (group as unknown[]).map(acceptCondition);
    if (conditions.some((each) => each === undefined)) return undefined;
    groups.push(conditions.filter((each) => each !== undefined));
  }
  return groups;
}

function acceptCondition(value: unknown): Condition | undefined {
  if (!Array.isArray(value) || value.length !== 3) return undefined;
  const [key, word, text] = value as unknown[];
  const operator = OPERATORS.find((each) => each === word);
  return typeof key === 'string' && typeof text === 'string' && operator !== undefined
    ? { key, operator, value: text }
    : undefined;
}

/** The short form of the address: `[[["ft.base_model","is","gpt-4o"]]]`. */
export function plainFilters(filters: Filters): [string, Operator, string][][] {
  return filters.map((group) => group.map(({ key, operator, value }) => [key, operator, value]));
}
