import { CircleCheck, TriangleAlert } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { AppLink } from '@/components/AppLink';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/states';
import { type Stat, Stats } from '@/components/Stats';
import { formatCount, formatNumber, formatTick } from '@/lib/format';
import { type DataFile, type Insight, type Place, type Spread, useInsight } from '../api/insight';
import styles from './Insight.module.css';

const FORMATS: Readonly<Record<Insight['format'], string>> = {
  chat: 'Conversations',
  preference: 'Preference pairs',
  reinforcement: 'Reinforcement items',
  completion: 'Completions',
  unknown: 'Unknown',
};

const PROBLEMS: Readonly<Record<string, string>> = {
  broken: 'cannot be read',
  unknown_format: 'no example of a known kind',
  other_format: 'of another kind than most',
  unknown_role: 'with an unknown role',
  empty_message: 'with an empty message',
  no_user_message: 'without a user message',
  unknown_key: 'with an unknown field',
  unpaired_tool_call: 'with a tool call nobody answers',
  equal_answers: 'with two equal answers',
};

const SHOWN_PLACES = 8;

interface InsightCardProps {
  readonly file: DataFile;
  /** Where the reader of a row is. */
  readonly rowHref: (row: number) => string;
  /** What else there is to say of the file: leakage. */
  readonly children?: ReactNode;
}

/** What a data file holds, at a glance; every finding leads to its rows. */
export function InsightCard({ file, rowHref, children }: InsightCardProps) {
  const query = useInsight(file);
  return (
    <Panel title="Data" flush>
      <QueryView query={query} what="what the file holds" height={150}>
        {(insight) => (insight === 'pending' ? <Pending /> : <Body insight={insight} rowHref={rowHref} more={children} />)}
      </QueryView>
    </Panel>
  );
}

/** Said while the server reads a long file. */
export function Pending() {
  return (
    <p className={styles.part} role="status">
      The server is reading the file; this appears by itself.
    </p>
  );
}

function Body({ insight, rowHref, more }: { insight: Insight; rowHref: (row: number) => string; more: ReactNode }) {
  return (
    <>
      <Stats stats={statsOf(insight)} />
      <div className={styles.parts}>
        <section className={styles.part}>
          <h3>Tokens per row</h3>
          <Histogram spread={insight.tokens} what="Tokens per row" />
        </section>
        <section className={styles.part}>
          <h3>Messages by role</h3>
          <Shares counts={insight.roles} />
        </section>
        <section className={styles.part}>
          <h3>Languages of {insight.languages.sampled === insight.rows ? 'all rows' : `${formatCount(insight.languages.sampled)} rows`}</h3>
          <Shares counts={insight.languages.rows} name={languageName} />
        </section>
        <section className={styles.part}>
          <h3>Findings</h3>
          <ul className={styles.findings} aria-label="Findings">
            <Problems insight={insight} rowHref={rowHref} />
            <Repeated insight={insight} rowHref={rowHref} />
            {more}
          </ul>
        </section>
      </div>
    </>
  );
}

function statsOf(insight: Insight): Stat[] {
  const share = insight.tokens.total === 0 ? 0 : (insight.trainedTokens / insight.tokens.total) * 100;
  const stats: Stat[] = [
    { name: 'Format', value: FORMATS[insight.format] },
    { name: 'Rows', value: formatCount(insight.rows) },
    { name: 'Tokens', value: formatCount(insight.tokens.total), detail: insight.encoding },
    { name: 'Median row', value: formatCount(insight.tokens.p50), detail: 'tokens' },
    { name: '95 % of rows up to', value: formatCount(insight.tokens.p95), detail: 'tokens' },
    { name: 'Turns per row', value: formatNumber(insight.turns.p50), detail: `up to ${formatCount(insight.turns.max)}` },
  ];
  if (insight.trainedTokens > 0) stats.push({ name: 'Learned from', value: `${Math.round(share)} %`, detail: 'of the tokens' });
  return stats;
}

/** A bar for each bucket; the last one reaches to the longest row. */
function Histogram({ spread, what }: { spread: Spread; what: string }) {
  const most = Math.max(1, ...spread.histogram.map(({ rows }) => rows));
  const first = spread.histogram[0];
  const last = spread.histogram.at(-1);
  if (first === undefined || last === undefined) return <p className={styles.quiet}>No rows</p>;
  const label = `${what}: ${spread.histogram.map(({ from, to, rows }) => `${formatCount(rows)} rows from ${from} to below ${to}`).join(', ')}`;
  return (
    <>
      <div className={styles.bars} role="img" aria-label={label}>
        {spread.histogram.map(({ from, to, rows }) => (
          <span key={from} className={styles.bar} style={{ height: `${(rows / most) * 100}%` }} title={`${formatCount(rows)} rows of ${from} to ${to - 1}`} />
        ))}
      </div>
      <div className={styles.scale} aria-hidden style={{ maxWidth: spread.histogram.length * 36 }}>
        <span>{formatTick(first.from)}</span>
        <span>{formatTick(last.to - 1)}</span>
      </div>
    </>
  );
}

function Shares({ counts, name = (key) => key }: { counts: Readonly<Record<string, number>>; name?: (key: string) => string }) {
  const entries = Object.entries(counts).sort(([, left], [, right]) => right - left);
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return <p className={styles.quiet}>None</p>;
  return (
    <ul className={styles.shares}>
      {entries.slice(0, 6).map(([key, count]) => (
        <li key={key}>
          <span>{name(key)}</span>
          <span className={styles.track} aria-hidden>
            <span className={styles.fill} style={{ width: `${(count / total) * 100}%` }} />
          </span>
          <span className={styles.quiet}>{formatCount(count)}</span>
        </li>
      ))}
      {entries.length > 6 && (
        <li>
          <span className={styles.quiet}>{entries.length - 6} more</span>
        </li>
      )}
    </ul>
  );
}

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

function languageName(code: string): string {
  return code === 'unknown' ? 'cannot tell' : (LANGUAGES.of(code) ?? code);
}

function Problems({ insight, rowHref }: { insight: Insight; rowHref: (row: number) => string }) {
  const found = Object.entries(insight.problems);
  if (found.length === 0) return <Finding fine>Every row can be read and is well formed</Finding>;
  return found.map(([code, count]) => (
    <Finding key={code} places={insight.errors.filter((each) => each.code === code)} count={count} rowHref={rowHref}>
      {rowsOf(count)} {PROBLEMS[code] ?? code}
    </Finding>
  ));
}

function Repeated({ insight, rowHref }: { insight: Insight; rowHref: (row: number) => string }) {
  const near = insight.nearDuplicates.rows - insight.duplicates.rows;
  if (insight.nearDuplicates.rows === 0 && insight.duplicates.rows === 0) return <Finding fine>No row stands twice</Finding>;
  return (
    <>
      {insight.duplicates.rows > 0 && (
        <Finding places={repeats(insight.duplicates.groups)} count={insight.duplicates.rows} rowHref={rowHref}>
          {rowsOf(insight.duplicates.rows)} repeated exactly
        </Finding>
      )}
      {near > 0 && (
        <Finding places={repeats(insight.nearDuplicates.groups)} count={insight.nearDuplicates.rows} rowHref={rowHref}>
          {rowsOf(near)} repeated but for case, punctuation or system prompt
        </Finding>
      )}
    </>
  );
}

/** The first place of a group is the original. */
function repeats(groups: readonly (readonly Place[])[]): Place[] {
  return groups.flatMap((group) => group.slice(1)).sort((left, right) => left.row - right.row);
}

export function rowsOf(count: number): string {
  return count === 1 ? '1 row' : `${formatCount(count)} rows`;
}

interface FindingProps {
  readonly children: ReactNode;
  readonly fine?: boolean;
  readonly places?: readonly Place[];
  /** How many there are, of which the places are the first. */
  readonly count?: number;
  readonly rowHref?: (row: number) => string;
}

/** A line of findings, with links to the first rows it is about. */
export function Finding({ children, fine = false, places = [], count = 0, rowHref }: FindingProps) {
  const shown = places.slice(0, SHOWN_PLACES);
  return (
    <li className={styles.finding} {...(fine ? { 'data-fine': true } : {})}>
      {fine ? <CircleCheck size={14} aria-hidden /> : <TriangleAlert size={14} aria-hidden />}
      <div>
        <span>{children}</span>
        {rowHref !== undefined && shown.length > 0 && (
          <span className={styles.places}>
            {shown.length === 1 ? 'line' : 'lines'}
            {shown.map((place) => (
              <Fragment key={place.row}>
                <AppLink href={rowHref(place.row)}>{place.line}</AppLink>
              </Fragment>
            ))}
            {count > shown.length && <span>and {formatCount(count - shown.length)} more</span>}
          </span>
        )}
      </div>
    </li>
  );
}
