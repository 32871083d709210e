import { formatNumber } from '@/lib/format';
import { type DataFile, type Pair, type Place, useOverlap } from '../api/insight';
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
  if (seen === 0 && data.alike === 0) return <Finding fine>No row stands in the {other}</Finding>;
  const share = formatNumber(Math.round((seen / data.rows) * 1000) / 10);
  const placesOf = (pairs: readonly Pair[]): readonly Place[] => {
    const places = pairs.map((pair) => (side === 'validation' ? pair : { row: pair.otherRow, line: pair.otherLine }));
    return places.filter((place, at) => places.findIndex((each) => each.row === place.row) === at);
  };
  return (
    <>
      {seen > 0 && (
        <Finding places={placesOf(data.pairs.filter((pair) => pair.kind !== 'alike'))} count={seen} rowHref={rowHref}>
          Leakage: {rowsOf(seen)} ({share} % of validation{data.near > 0 ? `, ${data.near} of them nearly equal` : ''}) also in the {other}
        </Finding>
      )}
      {data.alike > 0 && (
        <Finding places={placesOf(data.pairs.filter((pair) => pair.kind === 'alike'))} count={data.alike} rowHref={rowHref}>
          Perhaps leakage: {rowsOf(data.alike)} of validation {data.alike === 1 ? 'shares' : 'share'} most text with a row of the {other}, by
          estimate. Rows made from one template do so, too: read them first
        </Finding>
      )}
    </>
  );
}
