import { CornerLeftUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyButton } from '@/components/CopyButton';
import { formatCount } from '@/lib/format';
import type { Job } from '../job';
import styles from './ModelCard.module.css';

/** The fine-tuned model's id, to copy, and what it was made from. */
export function ModelCard({ job }: { job: Job }) {
  return (
    <Card model={job.model}>
      from <code>{job.baseModel}</code>
      {job.method !== undefined && <>by {job.method.replaceAll('_', ' ')} fine-tuning</>}
    </Card>
  );
}

/** The same of a model saved on the way. */
export function CheckpointCard({ model, step, job }: { model: string; step: number; job: string }) {
  return (
    <Card model={model}>
      saved at step {formatCount(step)} of <code>{job}</code>
    </Card>
  );
}

function Card({ model, children }: { model: string | undefined; children: ReactNode }) {
  return (
    <section className={styles.card} aria-label="Fine-tuned model">
      <p className={styles.kind}>Fine-tuned model</p>
      <p className={styles.id}>
        <code>{model}</code>
        {model !== undefined && <CopyButton value={model} label="Copy model id" />}
      </p>
      <p className={styles.base}>
        <CornerLeftUp size={14} aria-hidden />
        {children}
      </p>
    </section>
  );
}
