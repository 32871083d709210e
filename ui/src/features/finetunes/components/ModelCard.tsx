import { CornerLeftUp } from 'lucide-react';
import { CopyButton } from '@/components/CopyButton';
import type { Job } from '../job';
import styles from './ModelCard.module.css';

/** The fine-tuned model's id, to copy, and what it was made from. */
export function ModelCard({ job }: { job: Job }) {
  return (
    <section className={styles.card} aria-label="Fine-tuned model">
      <p className={styles.kind}>Fine-tuned model</p>
      <p className={styles.id}>
        <code>{job.model}</code>
        {job.model !== undefined && <CopyButton value={job.model} label="Copy model id" />}
      </p>
      <p className={styles.base}>
        <CornerLeftUp size={14} aria-hidden />
        from <code>{job.baseModel}</code>
        {job.method !== undefined && <>by {job.method.replaceAll('_', ' ')} fine-tuning</>}
      </p>
    </section>
  );
}
