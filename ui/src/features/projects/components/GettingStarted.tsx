import { Snippet } from '@/components/Snippet';
import styles from './GettingStarted.module.css';

/** What to paste on an empty server. */
export function GettingStarted() {
  const host = location.origin;
  return (
    <div className={styles.starts}>
      <div>
        <h3>Point wandb at this server</h3>
        <p>Any program that logs to wandb logs here from then on.</p>
        <Snippet label="Copy login command" code={`wandb login --relogin --host ${host}`} />
      </div>
      <div>
        <h3>Log a first run</h3>
        <p>With the official Python client.</p>
        <Snippet
          label="Copy Python program"
          code={`import wandb\n\nwith wandb.init(project="first") as run:\n    for step in range(100):\n        run.log({"loss": 1 / (step + 1)})`}
        />
      </div>
      <div>
        <h3>Record your fine-tuning jobs</h3>
        <p>Reads OPENAI_API_KEY and records every job as a run.</p>
        <Snippet label="Copy sync command" code={`tunebook sync --server ${host}`} />
      </div>
    </div>
  );
}
