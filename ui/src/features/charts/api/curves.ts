import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { fetchSeries, type Series } from './series';

/** Losses by the names programs give them; of each part the first that was logged is drawn. */
export const TRAIN_KEYS = ['train_loss', 'train/loss', 'training_loss', 'loss'] as const;
export const VALID_KEYS = ['full_valid_loss', 'valid_loss', 'eval/loss', 'val_loss', 'validation_loss', 'eval_loss'] as const;

const BUCKETS = 40;
const PATIENCE = 60;

/** Collects what is asked within a blink into one request for many runs. */
class CurveLoader {
  private waiting = new Map<string, ((answer: Promise<Series[]>) => void)[]>();

  load(run: string): Promise<Series[]> {
    return new Promise((resolve) => {
      if (this.waiting.size === 0) setTimeout(() => { this.send(); }, PATIENCE);
      this.waiting.set(run, [...(this.waiting.get(run) ?? []), resolve]);
    });
  }

  private send(): void {
    const asked = this.waiting;
    this.waiting = new Map();
    const answer = fetchSeries({ runs: [...asked.keys()], keys: [...TRAIN_KEYS, ...VALID_KEYS], x: '_step', range: undefined, buckets: BUCKETS });
    for (const [run, resolvers] of asked) {
      for (const resolve of resolvers) resolve(answer.then((all) => all.filter((series) => series.run === run && series.x.length > 0)));
    }
  }
}

const loader = new CurveLoader();

/** The losses of one run in a few points; `lines` of the run's history tell when to ask again. */
export function useCurves(run: string, lines: number) {
  return useQuery({
    queryKey: ['curves', run, lines],
    queryFn: () => loader.load(run),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}
