import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from '@/components/live-context';
import { postForBytes } from '@/lib/api-client';
import type { Interval } from '@/lib/url-state';

/** One metric of one run, ascending in x. `last` is the line; bucketed series also carry their spread. */
export interface Series {
  /** `Run.id`. */
  readonly run: string;
  readonly key: string;
  /** Every point as logged; otherwise buckets. */
  readonly raw: boolean;
  /** How many history lines the server had seen: grows with each logged line. */
  readonly lines: number;
  readonly x: Float64Array;
  readonly last: Float64Array;
  readonly min?: Float64Array;
  readonly max?: Float64Array;
  readonly mean?: Float64Array;
}

export interface SeriesRequest {
  readonly runs: readonly string[];
  readonly keys: readonly string[];
  readonly x: string;
  readonly range: Interval | undefined;
  readonly buckets: number;
}

const MAGIC = 0x31534254;
const HEADER_START = 8;

/** Reads the server's binary answer; arrays are views into it, nothing is copied. */
export function decodeSeries(body: ArrayBuffer): Series[] {
  const view = new DataView(body);
  if (body.byteLength < HEADER_START || view.getUint32(0, true) !== MAGIC) throw new Error('The server sent no series.');
  const length = view.getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(body, HEADER_START, length))) as {
    series: { run: string; key: string; count: number; raw: boolean; lines: number; offset: number }[];
  };
  const start = Math.ceil((HEADER_START + length) / 8) * 8;
  return header.series.map(({ run, key, count, raw, lines, offset }) => {
    const column = (position: number) => new Float64Array(body, start + offset + position * count * 8, count);
    const line = { run, key, raw, lines, x: column(0), last: column(1) };
    return raw ? line : { ...line, min: column(2), max: column(3), mean: column(4) };
  });
}

export async function fetchSeries(request: SeriesRequest, signal?: AbortSignal): Promise<Series[]> {
  const body = {
    runs: request.runs,
    keys: request.keys,
    x: request.x,
    min: request.range?.min ?? null,
    max: request.range?.max ?? null,
    buckets: request.buckets,
  };
  return decodeSeries(await postForBytes('/api/series', body, signal));
}

/**
 * `known` with the points of `fresh` that lie beyond it; nothing when that would not be true: a series is bucketed,
 * shrank, or grew too long to stay raw.
 */
export function appended(known: readonly Series[], fresh: readonly Series[], longest: number): Series[] | undefined {
  const result: Series[] = [];
  for (const old of known) {
    const more = fresh.find((each) => each.run === old.run && each.key === old.key);
    if (more === undefined || !old.raw || !more.raw || more.lines < old.lines) return undefined;
    const end = old.x.at(-1) ?? -Infinity;
    const from = more.x.findIndex((x) => x > end);
    const count = from < 0 ? 0 : more.x.length - from;
    if (old.x.length + count > longest) return undefined;
    result.push(
      count === 0 ? { ...old, lines: more.lines } : { ...old, lines: more.lines, x: joined(old.x, more.x, from), last: joined(old.last, more.last, from) },
    );
  }
  return result;
}

function joined(left: Float64Array, right: Float64Array, from: number): Float64Array {
  const result = new Float64Array(left.length + right.length - from);
  result.set(left);
  result.set(right.subarray(from), left.length);
  return result;
}

const LONGEST_RAW = 1000;
const LIVE_PAUSE = 400;

/**
 * The series of a chart. While the project is live, a change of one of the runs fetches only what lies beyond the last
 * point. `epoch` is part of the question: a run that ends is asked for afresh, for its history may be replaced then.
 */
export function useSeries(request: SeriesRequest, epoch: string) {
  const client = useQueryClient();
  const { listen } = useLive();
  const key = ['series', request, epoch] as const;
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => fetchSeries(request, signal),
    enabled: request.runs.length > 0 && request.keys.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  const current = useRef({ key, request });
  useEffect(() => {
    current.current = { key, request };
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const renew = async () => {
      timer = undefined;
      const { key: wanted, request: asked } = current.current;
      const known = client.getQueryData<Series[]>(wanted);
      if (known === undefined) return;
      const end = Math.min(...known.map((each) => each.x.at(-1) ?? -Infinity));
      const delta = Number.isFinite(end) ? { min: end, max: asked.range?.max ?? Number.MAX_VALUE } : asked.range;
      try {
        const fresh = await fetchSeries({ ...asked, range: delta });
        const merged = appended(known, fresh, LONGEST_RAW);
        if (merged === undefined) await client.invalidateQueries({ queryKey: wanted });
        else client.setQueryData(wanted, merged);
      } catch {
        // The next change asks again.
      }
    };
    const stop = listen((runs) => {
      const { request: asked } = current.current;
      if (runs !== 'all' && runs.length > 0 && !runs.some((run) => asked.runs.includes(run))) return;
      timer ??= setTimeout(() => void renew(), LIVE_PAUSE);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client, listen]);
  return query;
}
