import { ArrowRight, CircleAlert } from 'lucide-react';
import { Copyable } from '@/components/Copyable';
import type { Job } from '../job';
import styles from './JobHeader.module.css';

/** What the job made of what. */
export function JobModels({ job }: { job: Job }) {
  return (
    <span className={styles.models}>
      <code className={styles.base} title={job.parentModel === undefined ? 'Base model' : `Started from ${job.parentModel}`}>
        {job.parentModel ?? job.baseModel}
      </code>
      <ArrowRight size={14} aria-label="became" />
      {job.model === undefined ? (
        <span className={styles.none}>{job.error === undefined ? 'no model yet' : 'no model'}</span>
      ) : (
        <Copyable value={job.model} label="Copy model id" wrap />
      )}
    </span>
  );
}

/** Why a job failed, in the provider's words. */
export function JobErrorBox({ job }: { job: Job }) {
  if (job.error === undefined) return null;
  const { code, param, message } = job.error;
  return (
    <div className={styles.error} role="note" aria-label="Error of the job">
      <CircleAlert size={16} aria-hidden className={styles.icon} />
      <div>
        <p className={styles.message}>{message}</p>
        <p className={styles.origin}>
          {code !== undefined && (
            <>
              Code <code>{code}</code>
            </>
          )}
          {param !== undefined && (
            <>
              {' '}
              · about <code>{param}</code>
            </>
          )}
        </p>
      </div>
    </div>
  );
}
