import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { LiveContext, type LiveState } from '@/components/live-context';
import { follow, type LiveStatus } from '@/lib/live';
import type { ProjectPath } from '@/lib/paths';

/** Lists are renewed at most this often; a run's own page sooner. */
const LIST_PAUSE = 2000;

/**
 * Follows the project's changes for every page below it. A change marks stale what it names: the run's own queries, and
 * the project's lists; charts listen themselves, for they fetch only what is new.
 */
export function LiveProject({ path, children }: { path: ProjectPath; children: ReactNode }) {
  const client = useQueryClient();
  const { entity, project } = path;
  const [status, setStatus] = useState<LiveStatus>('connecting');
  const [paused, setPaused] = useState(false);
  const listeners = useRef(new Set<(runs: readonly string[] | 'all') => void>());

  useEffect(() => {
    if (paused) return;
    const abort = new AbortController();
    const lists = throttled(LIST_PAUSE, abort.signal, () => {
      for (const kind of ['runs', 'artifacts']) void client.invalidateQueries({ queryKey: [kind, entity, project] });
    });
    void follow(
      `${entity}/${project}`,
      abort.signal,
      {
        status: setStatus,
        change: ({ runs }, missed) => {
          lists();
          void client.invalidateQueries({ queryKey: ['run', entity, project] });
          for (const listener of listeners.current) listener(missed ? 'all' : runs);
        },
      },
      wait,
    );
    return () => { abort.abort(); };
  }, [client, entity, project, paused]);

  const value = useMemo<LiveState>(
    () => ({
      status: paused ? 'paused' : status,
      toggle: () => { setPaused((before) => !before); },
      listen: (listener) => {
        listeners.current.add(listener);
        return () => { listeners.current.delete(listener); };
      },
    }),
    [status, paused],
  );
  return <LiveContext value={value}>{children}</LiveContext>;
}

function throttled(pause: number, signal: AbortSignal, action: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => { clearTimeout(timer); });
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      action();
    }, pause);
  };
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
