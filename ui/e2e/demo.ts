import type { Page } from '@playwright/test';
import { ask } from './support';

/** A run of the demo's project, as the server tells it. */
export interface DemoRun {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly state: string;
  readonly jobType: string | null;
  readonly config: Record<string, unknown>;
  readonly summary: Record<string, unknown>;
}

export interface Demo {
  readonly entity: string;
  readonly project: string;
  /** Newest first. */
  readonly runs: readonly DemoRun[];
}

interface Answer {
  readonly viewer: { readonly entity: string };
}

interface Projects {
  readonly models: { readonly edges: readonly { readonly node: { readonly name: string; readonly runCount: number } }[] };
}

interface Runs {
  readonly project: {
    readonly runs: {
      readonly edges: readonly {
        readonly node: Omit<DemoRun, 'config' | 'summary'> & { readonly config: string; readonly summaryMetrics: string };
      }[];
    };
  };
}

/** The project TUNEBOOK_PROJECT names, else the one with most runs: the demo's. */
export async function demoOf(page: Page): Promise<Demo> {
  const { viewer } = await ask<Answer>(page, '{ viewer { entity } }');
  const { models } = await ask<Projects>(page, 'query($e: String!) { models(entityName: $e, first: 50) { edges { node { name runCount } } } }', { e: viewer.entity });
  const fullest = models.edges.map(({ node }) => node).reduce((most, each) => (each.runCount > most.runCount ? each : most)).name;
  const project = process.env.TUNEBOOK_PROJECT ?? fullest;
  const answer = await ask<Runs>(
    page,
    `query($e: String!, $p: String!) { project(name: $p, entityName: $e) { runs(first: 200, order: "-created_at") {
      edges { node { id name displayName state jobType config summaryMetrics } } } } }`,
    { e: viewer.entity, p: project },
  );
  const runs = answer.project.runs.edges.map(({ node: { config, summaryMetrics, ...rest } }) => ({
    ...rest,
    config: Object.fromEntries(Object.entries(JSON.parse(config) as Record<string, { value: unknown }>).map(([key, { value }]) => [key, value])),
    summary: JSON.parse(summaryMetrics) as Record<string, unknown>,
  }));
  return { entity: viewer.entity, project, runs };
}

/** The newest run of a job that made a model and has a training and a validation loss. */
export function newestWithBothLosses(demo: Demo): DemoRun {
  const found = demo.runs.find(
    ({ summary }) => typeof summary.fine_tuned_model === 'string' && typeof summary.train_loss === 'number' && typeof summary.valid_loss === 'number',
  );
  if (found === undefined) throw new Error('The demo has no finished run with both losses.');
  return found;
}
