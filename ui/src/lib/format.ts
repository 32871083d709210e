/** Numbers of a chart or a table: four significant digits, never a thousand separator, no trailing zeros. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return String(value);
  if (size >= 1e6 || size < 1e-4) return trimZeros(value.toExponential(3));
  return trimZeros(value.toPrecision(Math.max(4, Math.floor(Math.log10(size)) + 1)));
}

/** A number at an axis: `200k`, `1.5M`; small ones as everywhere. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size < 10_000 || size >= 1e15) return formatNumber(value);
  const [unit, word] = size >= 1e9 ? [1e9, 'G'] : size >= 1e6 ? [1e6, 'M'] : [1e3, 'k'];
  return `${trimZeros((value / unit).toPrecision(6))}${word}`;
}

function trimZeros(text: string): string {
  return text.replace(/(\.\d*?)0+(?=e|$)/, '$1').replace(/\.(?=e|$)/, '');
}

export function formatCount(value: number): string {
  return value.toLocaleString('en-US');
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? size : size.toFixed(size < 10 ? 1 : 0)} ${units[unit] ?? 'B'}`;
}

/** `1 h 12 m`, the two largest units. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '–';
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  const whole = Math.round(seconds);
  const parts: [number, string][] = [
    [Math.floor(whole / 86400), 'd'],
    [Math.floor((whole % 86400) / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'm'],
    [whole % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** An instant as the server writes it: ISO, with `Z` or without a zone (then UTC), or seconds since 1970. */
export function parseInstant(value: unknown): Date | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? new Date(value * 1000) : undefined;
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return undefined;
  const iso = value.replace(' ', 'T');
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(iso) || iso.length <= 10 ? iso : `${iso}Z`;
  const date = new Date(zoned);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

// Made once: making one takes longer than using it a hundred times.
const INSTANT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export function formatInstant(date: Date): string {
  return INSTANT.format(date);
}

const STEPS: readonly [number, Intl.RelativeTimeFormatUnit][] = [
  [60, 'second'],
  [60, 'minute'],
  [24, 'hour'],
  [30, 'day'],
  [12, 'month'],
  [Infinity, 'year'],
];

/** `3 hours ago`. */
export function formatAgo(date: Date, now: Date): string {
  let distance = (date.getTime() - now.getTime()) / 1000;
  if (Math.abs(distance) < 10) return 'just now';
  for (const [size, unit] of STEPS) {
    if (Math.abs(distance) < size) return AGO.format(Math.round(distance), unit);
    distance /= size;
  }
  return date.toISOString();
}

const AGO = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** The text of any stored value in one line; `full` keeps every digit. */
export function formatValue(value: unknown, full = false): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return full ? String(value) : formatNumber(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return JSON.stringify(value);
}

/** Keeps both ends: two names that differ at either end stay different. */
export function cropMiddle(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = Math.ceil((length - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (length - 1 - head))}`;
}
