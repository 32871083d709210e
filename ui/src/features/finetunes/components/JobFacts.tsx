import { type Fact, Facts } from '@/components/Facts';
import { Copyable } from '@/components/Copyable';
import { TimeText } from '@/components/TimeText';
import { formatCount, formatDuration } from '@/lib/format';
import { isOver, type Job } from '../job';

/** Times, tokens and the method. */
export function JobFacts({ job }: { job: Job }) {
  const facts: Fact[] = [
    { name: 'Job', value: <Copyable value={job.id} label="Copy job id" /> },
    { name: 'Method', value: job.method ?? '–' },
    ...(job.parentModel === undefined ? [] : [{ name: 'Base model', value: <code>{job.baseModel}</code> }]),
    { name: 'Created', value: <TimeText value={job.createdAt?.toISOString()} exact /> },
  ];
  if (job.finishedAt !== undefined) facts.push({ name: 'Finished', value: <TimeText value={job.finishedAt.toISOString()} exact /> });
  if (job.estimatedFinish !== undefined && !isOver(job.status)) {
    facts.push({ name: 'Expected', value: <TimeText value={job.estimatedFinish.toISOString()} /> });
  }
  if (job.durationSeconds !== undefined) facts.push({ name: 'Duration', value: formatDuration(job.durationSeconds) });
  if (job.trainedTokens !== undefined) facts.push({ name: 'Trained tokens', value: formatCount(job.trainedTokens) });
  if (job.seed !== undefined) facts.push({ name: 'Seed', value: job.seed });
  return <Facts facts={facts} />;
}

/** How the job's time was spent; nothing when the provider's events do not tell. */
export function PhaseBar({ job }: { job: Job }) {
  const { queueSeconds: queue, trainingSeconds: training, durationSeconds: all } = job;
  if (queue === undefined || all === undefined || all <= 0) return null;
  const phases = [
    { name: 'Validating and queued', seconds: queue, tone: 'var(--line)' },
    { name: 'Training', seconds: training ?? Math.max(0, all - queue), tone: 'var(--accent)' },
  ];
  return (
    <div style={{ marginTop: 10 }}>
      <div style={{ display: 'flex', height: 8, borderRadius: 4, overflow: 'hidden', gap: 2 }} aria-hidden>
        {phases.map((phase) => (
          <span key={phase.name} style={{ flex: Math.max(phase.seconds / all, 0.01), background: phase.tone }} />
        ))}
      </div>
      <p className="numbers" style={{ marginTop: 6, color: 'var(--secondary)' }}>
        {phases.map((phase) => `${phase.name} ${formatDuration(phase.seconds)}`).join(' · ')}
      </p>
    </div>
  );
}
