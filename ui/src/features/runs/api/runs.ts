import { keepPreviousData, queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, graphql } from '@/lib/api-client';
import { isObject, type Json, parseObject, unwrapConfig } from '@/lib/json';
import type { ProjectPath, RunPath } from '@/lib/paths';
import { ALWAYS_ASKED, isAttribute } from '../columns';
import { toQuery } from '../filters';
import type { RunsState } from '../state';
import { RecentRuns, RunColumns, RunDetails, type RunDetailsResult, type RunEntry, RunsPage, StopRun, UpdateRun } from './runs.generated';

export type { RunEntry };

export interface RunRow extends RunEntry {
  /** Stored values by column key; a missing one is absent. */
  readonly values: Readonly<Record<string, Json>>;
}

export interface RunsList {
  readonly rows: readonly RunRow[];
  readonly matching: number;
  readonly all: number;
}

const PAGE = 100;
const NEWEST_FIRST = '-created_at';

/** Every query of a project's runs stands below this key; so a live change renews them together. */
export const runsKey = ({ entity, project }: ProjectPath) => ['runs', entity, project] as const;
export const runKey = ({ entity, project, run }: RunPath) => ['run', entity, project, run] as const;

/** What narrows a table, in the filter language. */
export function filtersOf(state: Pick<RunsState, 'q' | 'filters'>): string {
  return JSON.stringify(toQuery(state.filters, state.q));
}

/** The runs a table's state asks for, page by page; the previous answer stays in sight while the next one loads. */
export function useRuns(path: ProjectPath, state: Pick<RunsState, 'q' | 'filters' | 'sort'>, columns: readonly string[]) {
  const keys = [...new Set([...ALWAYS_ASKED, ...columns.filter((key) => !isAttribute(key))])].sort();
  const filters = filtersOf(state);
  const order = state.sort === '' ? NEWEST_FIRST : state.sort;
  return useInfiniteQuery({
    queryKey: [...runsKey(path), 'page', filters, order, keys],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ signal, pageParam }) => {
      const variables = { entity: path.entity, project: path.project, filters, order, keys, first: PAGE, after: pageParam ?? null };
      const { project } = await graphql(RunsPage, variables, signal);
      if (project === null) throw missing(`project ${path.entity}/${path.project}`);
      return project;
    },
    getNextPageParam: (page) => (page.runs?.pageInfo.hasNextPage === true ? (page.runs.pageInfo.endCursor ?? undefined) : undefined),
    select: ({ pages }): RunsList => ({
      rows: pages.flatMap((page) => (page.runs?.edges ?? []).map(({ node }) => rowOf(node))),
      matching: pages[0]?.matching ?? 0,
      all: pages[0]?.all ?? 0,
    }),
    placeholderData: keepPreviousData,
  });
}

function rowOf(node: RunEntry & { readonly values: unknown }): RunRow {
  return { ...node, values: isObject(node.values) ? node.values : {} };
}

export interface RecentRun {
  readonly path: RunPath;
  readonly run: RunRow;
}

/** The newest runs of these entities' projects. */
export function useRecentRuns(entities: readonly string[], count: number) {
  return useQuery({
    queryKey: ['recent-runs', entities, count],
    enabled: entities.length > 0,
    queryFn: async ({ signal }): Promise<RecentRun[]> => {
      const keys = [...ALWAYS_ASKED, 'ft.created_at'];
      const answers = await Promise.all(entities.map((entity) => graphql(RecentRuns, { entity, keys }, signal)));
      const found = answers
        .flatMap(({ models }) => models?.edges ?? [])
        .flatMap(({ node: project }) =>
          (project?.runs?.edges ?? []).map(({ node }) => ({
            path: { entity: project?.entityName ?? '', project: project?.name ?? '', run: node.name },
            run: rowOf(node),
          })),
        );
      return found.sort((left, right) => right.run.createdAt.localeCompare(left.run.createdAt)).slice(0, count);
    },
  });
}

export function useRunColumns(path: ProjectPath, search: string, first: number) {
  return useQuery({
    queryKey: [...runsKey(path), 'columns', search, first],
    queryFn: async ({ signal }) => {
      const { project } = await graphql(RunColumns, { ...path, search, first }, signal);
      return project?.runColumns ?? [];
    },
    placeholderData: keepPreviousData,
  });
}

type Details = NonNullable<NonNullable<RunDetailsResult['project']>['run']>;

export interface Run extends Omit<Details, 'config' | 'summaryMetrics' | 'historyKeys'> {
  readonly config: Record<string, Json>;
  readonly summary: Record<string, Json>;
  /** Names of the logged metrics. */
  readonly metrics: readonly string[];
}

export function runQuery(path: RunPath) {
  return queryOptions({
    queryKey: [...runKey(path), 'details'],
    queryFn: async ({ signal }): Promise<Run> => {
      const { project } = await graphql(RunDetails, { ...path }, signal);
      const run = project?.run;
      if (run == null) throw missing(`run ${path.run}`);
      const { config, summaryMetrics, historyKeys, ...rest } = run;
      return { ...rest, config: unwrapConfig(config), summary: parseObject(summaryMetrics), metrics: metricNames(historyKeys) };
    },
  });
}

export function useRun(path: RunPath) {
  return useQuery(runQuery(path));
}

function metricNames(historyKeys: unknown): string[] {
  if (!isObject(historyKeys) || !isObject(historyKeys.keys)) return [];
  return Object.entries(historyKeys.keys)
    .filter(([name, info]) => !name.startsWith('_') && isNumeric(info))
    .map(([name]) => name);
}

function isNumeric(info: Json): boolean {
  if (!isObject(info) || !Array.isArray(info.typeCounts)) return true;
  return info.typeCounts.some((each) => isObject(each) && each.type === 'number');
}

function missing(what: string): ApiError {
  return new ApiError(404, 'not_found', `There is no ${what}, or you have no access to it.`);
}

export interface RunChange {
  readonly id: string;
  readonly displayName?: string;
  readonly notes?: string;
  readonly tags?: string[];
}

/** Renames, annotates or tags a run; tables and the run's page show it as soon as the server has it. */
export function useUpdateRun(path: ProjectPath) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: RunChange) => graphql(UpdateRun, change),
    onSettled: () => refresh(client, path),
  });
}

export function useStopRun(path: ProjectPath) {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: string) => graphql(StopRun, { id }), onSettled: () => refresh(client, path) });
}

export async function refresh(client: ReturnType<typeof useQueryClient>, path: ProjectPath): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: runsKey(path) }),
    client.invalidateQueries({ queryKey: ['run', path.entity, path.project] }),
  ]);
}
