import { formatNumber } from '@/lib/format';
import { type DataFile, useOverlap } from '../api/insight';
import { Finding, rowsOf } from './InsightCard';

interface OverlapFindingProps {
  readonly validation: DataFile;
  readonly training: DataFile;
  /** The other file's name. */
  readonly name: string;
  /** Whose rows the links lead to. */
  readonly side: 'validation' | 'training';
  readonly rowHref: (row: number) => string;
}

/** Whether validation data was seen in training. */
export function OverlapFinding({ validation, training, name, side, rowHref }: OverlapFindingProps) {
  const { data } = useOverlap(validation, training);
  if (data === undefined || data === 'pending') return null;
  const seen = data.exact + data.near;
  const other = side === 'training' ? `validation data of ${name}` : `training data of ${name}`;
  if (seen === 0) return <Finding fine>No row stands in the {other}</Finding>;
  const share = formatNumber(Math.round((seen / data.rows) * 1000) / 10);
  const places = data.pairs.map((pair) => (side === 'validation' ? pair : { row: pair.otherRow, line: pair.otherLine }));
  return (
    <Finding places={places.filter((place, at) => places.findIndex((each) => each.row === place.row) === at)} count={seen} rowHref={rowHref}>
      Leakage: {rowsOf(seen)} ({share} % of validation{data.near > 0 ? `, ${data.near} of them nearly equal` : ''}) also in the {other}
    </Finding>
  );
}
