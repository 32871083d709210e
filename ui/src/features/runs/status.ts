import type { Json } from '@/lib/json';

interface Stated {
  readonly state: string | null;
}

/** A fine-tune's own status where it is known (a failed job's run is a finished run), else the run's state. */
export function shownState(run: Stated, status: Json | undefined): string {
  return typeof status === 'string' && status !== '' ? status : (run.state ?? 'pending');
}

/** The same for a row of a list, from the values every list asks for. */
export function rowState(run: Stated & { readonly values: Readonly<Record<string, Json>> }): string {
  return shownState(run, run.values['ft.status']);
}
