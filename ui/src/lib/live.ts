import { ApiError, readEvents } from './api-client';

export type LiveStatus = 'connecting' | 'live' | 'reconnecting' | 'paused';

export interface Change {
  /** The project's change number; grows by one with each commit. */
  readonly sequence: number;
  readonly runs: readonly string[];
}

export interface LiveListener {
  readonly status: (status: LiveStatus) => void;
  /** `missed`: the stream was away meanwhile, so anything may have changed. */
  readonly change: (change: Change, missed: boolean) => void;
}

export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

/** Follows a project's changes until `signal` aborts; an ended or broken stream is opened again after a growing pause. */
export async function follow(project: string, signal: AbortSignal, listener: LiveListener, wait: Wait): Promise<void> {
  let pause = FIRST_PAUSE;
  let opened = 0;
  while (!isAborted(signal)) {
    const again = opened > 0;
    listener.status(again ? 'reconnecting' : 'connecting');
    try {
      await readEvents(`/api/live?path=${encodeURIComponent(project)}`, signal, {
        open: () => {
          opened += 1;
          pause = FIRST_PAUSE;
          listener.status('live');
          if (again) listener.change({ sequence: 0, runs: [] }, true);
        },
        event: ({ name, data }) => {
          const change = name === 'change' ? parseChange(data) : undefined;
          if (change !== undefined) listener.change(change, false);
        },
      });
    } catch (error) {
      // A refusal will not mend itself; a lost line does.
      if (error instanceof ApiError && (error.status === 401 || error.status === 404)) return;
    }
    if (isAborted(signal)) return;
    listener.status('reconnecting');
    await wait(pause, signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function parseChange(data: string): Change | undefined {
  try {
    const parsed = JSON.parse(data) as Partial<Change>;
    return { sequence: Number(parsed.sequence), runs: Array.isArray(parsed.runs) ? parsed.runs.map(String) : [] };
  } catch {
    return undefined;
  }
}
