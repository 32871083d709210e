import { Facts } from '@/components/Facts';
import { EmptyState } from '@/components/states';
import { formatValue } from '@/lib/format';
import type { Job } from '../job';

/** What was used, and what was asked for where the provider chose. */
export function Hyperparameters({ job }: { job: Job }) {
  if (job.hyperparameters.length === 0) return <EmptyState title="No hyperparameters recorded" />;
  return (
    <Facts
      facts={job.hyperparameters.map((each) => ({
        name: each.name,
        value: (
          <>
            {each.requested !== undefined && <span style={{ color: 'var(--secondary)' }}>{each.requested} → </span>}
            {each.resolved === undefined ? <span style={{ color: 'var(--secondary)' }}>not chosen yet</span> : <strong>{formatValue(each.resolved)}</strong>}
          </>
        ),
      }))}
    />
  );
}
