import { formatAgo, formatInstant, parseInstant } from '@/lib/format';
import { useNow } from './use-now';

/** An instant told relative to now, exact on hover. */
export function TimeText({ value, exact = false }: { value: unknown; exact?: boolean }) {
  const now = useNow();
  const date = parseInstant(value);
  if (date === undefined) return <span>{typeof value === 'string' && value !== '' ? value : '–'}</span>;
  const full = formatInstant(date);
  return (
    <time dateTime={date.toISOString()} title={`${full} (${date.toISOString()})`}>
      {exact ? full : formatAgo(date, now)}
    </time>
  );
}
