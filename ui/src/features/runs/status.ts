import type { Json } from '@/lib/json';

/** A fine-tune's own status where it is known (a failed job's run is a finished run), else the run's state. */
export function shownState(run: { readonly state: string | null; readonly jobType: string | null }, status: Json | undefined): string {
  if (run.jobType === 'fine-tune' && typeof status === 'string' && status !== '') return status;
  return run.state ?? 'pending';
}
