import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { graphql } from '@/lib/api-client';
import type { ProjectPath } from '@/lib/paths';
import { type Meant, meantBy, queryOf, type Selection } from '../selection';
import { refresh, runsKey } from './runs';
import { DeleteRuns, LiveRuns, type LiveRunsResult, LoggedArtifacts, type LoggedArtifactsResult, ModifyRuns, MoveRuns } from './runs.generated';

/** What to change about each chosen run. */
export interface RunsChange {
  readonly addTags?: string[];
  readonly removeTags?: string[];
  /** Empty: none. */
  readonly groupName?: string;
}

interface Told {
  filters?: string;
  runNames?: string[];
}

function told(meant: Meant): Told {
  return 'filters' in meant ? { filters: meant.filters } : { runNames: [...meant.runNames] };
}

/** Answers how many runs were meant. */
export function useModifyRuns(path: ProjectPath, selection: Selection) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: RunsChange) => (await graphql(ModifyRuns, { ...path, ...told(meantBy(selection)), ...change })).modifyRuns?.runCount ?? 0,
    onSettled: () => refresh(client, path),
  });
}

/** Answers how many runs moved. */
export function useMoveRuns(path: ProjectPath, selection: Selection) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (to: ProjectPath) => {
      const variables = { ...path, ...told(meantBy(selection)), toEntity: to.entity, toProject: to.project };
      return (await graphql(MoveRuns, variables)).moveRuns?.runCount ?? 0;
    },
    onSettled: (_count, _error, to) => Promise.all([refresh(client, path), refresh(client, to)]),
  });
}

/** Answers how many runs were deleted. */
export function useDeleteRuns(path: ProjectPath, selection: Selection) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (deleteArtifacts: boolean) => (await graphql(DeleteRuns, { ...path, ...told(meantBy(selection)), deleteArtifacts })).deleteRuns?.runCount ?? 0,
    onSettled: () => refresh(client, path),
  });
}

type LiveEdges = NonNullable<NonNullable<LiveRunsResult['project']>['runs']>['edges'];
export type LiveRun = LiveEdges[number]['node'];

export interface LiveRunsOf {
  /** The first few. */
  readonly runs: readonly LiveRun[];
  readonly total: number;
}

const LIVE_STATES = ['pending', 'running', 'preempting'];

/** Chosen runs whose programs may still write. */
export function useLiveRuns(path: ProjectPath, selection: Selection, first: number) {
  const filters = JSON.stringify({ $and: [queryOf(selection), { state: { $in: LIVE_STATES } }] });
  return useQuery({
    queryKey: [...runsKey(path), 'live', filters, first],
    queryFn: async ({ signal }): Promise<LiveRunsOf> => {
      const runs = (await graphql(LiveRuns, { ...path, filters, first }, signal)).project?.runs;
      return { runs: (runs?.edges ?? []).map(({ node }) => node), total: runs?.totalCount ?? 0 };
    },
  });
}

export interface NamedArtifact {
  readonly id: string;
  /** `name:v3` */
  readonly name: string;
  /** Aliases somebody gave it, and collections it is linked to. */
  readonly uses: readonly string[];
}

export interface LoggedBy {
  readonly total: number;
  /** Those that others may rely on. */
  readonly named: readonly NamedArtifact[];
  /** Of how many runs this was found out, and of how many not. */
  readonly looked: number;
  readonly unlooked: number;
}

const LOOKED_AT = 100;
const OWN_ALIAS = /^(latest|v\d+)$/;

/** What the chosen runs logged, of the first hundred of them. */
export function useLoggedArtifacts(path: ProjectPath, selection: Selection, enabled: boolean) {
  const filters = JSON.stringify(queryOf(selection));
  return useQuery({
    queryKey: [...runsKey(path), 'logged', filters],
    enabled,
    queryFn: async ({ signal }): Promise<LoggedBy> => {
      const runs = (await graphql(LoggedArtifacts, { ...path, filters, first: LOOKED_AT }, signal)).project?.runs;
      const logged = (runs?.edges ?? []).map(({ node }) => node.outputArtifacts);
      return {
        total: logged.reduce((sum, each) => sum + (each?.totalCount ?? 0), 0),
        named: logged.flatMap((each) => (each?.edges ?? []).flatMap(({ node }) => (node === null ? [] : relied(node)))),
        looked: logged.length,
        unlooked: (runs?.totalCount ?? 0) - logged.length,
      };
    },
  });
}

type LoggedRuns = NonNullable<NonNullable<LoggedArtifactsResult['project']>['runs']>['edges'];
type Logged = NonNullable<NonNullable<LoggedRuns[number]['node']['outputArtifacts']>['edges'][number]['node']>;

function relied(artifact: Logged): NamedArtifact[] {
  const own = artifact.artifactSequence.name;
  const aliases = artifact.aliases.map(({ alias }) => alias).filter((alias) => !OWN_ALIAS.test(alias));
  const links = artifact.artifactMemberships.edges
    .flatMap(({ node }) => (node?.artifactCollection == null ? [] : [node.artifactCollection]))
    .filter(({ name }) => name !== own)
    .map(({ name, project }) => `linked as ${project === null ? '' : `${project.name}/`}${name}`);
  const uses = [...new Set([...aliases, ...links])];
  return uses.length === 0 ? [] : [{ id: artifact.id, name: `${own}:v${artifact.versionIndex ?? 0}`, uses }];
}
