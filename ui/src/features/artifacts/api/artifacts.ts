import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, graphql } from '@/lib/api-client';
import { type Json, parseObject } from '@/lib/json';
import type { ArtifactPath, ProjectPath, RunPath } from '@/lib/paths';
import {
  AddArtifactAlias,
  ArtifactBrowser,
  type ArtifactEntry,
  ArtifactFiles,
  type ArtifactFilesResult,
  ArtifactVersion,
  type ArtifactVersionResult,
  CollectionVersions,
  type CollectionVersionsResult,
  DataBeside,
  DeleteArtifactAlias,
  DescribeArtifact,
  LineageOf,
  type LineageOfResult,
  RunArtifacts,
} from './artifacts.generated';

/** A version as lists show it. */
export interface ArtifactSummary {
  readonly id: string;
  readonly path: ArtifactPath;
  /** Of its own collection: `latest`, a job id ... */
  readonly aliases: readonly string[];
  readonly digest: string;
  readonly size: number;
  readonly fileCount: number;
  readonly createdAt: string;
  readonly description: string;
  readonly metadata: Record<string, Json>;
}

export function summaryOf(entry: ArtifactEntry): ArtifactSummary {
  const { artifactSequence: sequence } = entry;
  return {
    id: entry.id,
    path: {
      entity: sequence.project?.entityName ?? '',
      project: sequence.project?.name ?? '',
      type: entry.artifactType.name,
      name: sequence.name,
      version: `v${entry.versionIndex ?? 0}`,
    },
    aliases: aliasesOf(entry),
    digest: entry.digest,
    size: entry.size,
    fileCount: entry.fileCount,
    createdAt: entry.createdAt,
    description: entry.description ?? '',
    metadata: parseObject(entry.metadata),
  };
}

/** What a version's metadata say it holds: the name of its file, or of its model. Names of collections are often ids only. */
export function holdingOf(metadata: Record<string, Json>): string {
  const { file_name: file, fine_tuned_model: model } = metadata;
  return typeof file === 'string' ? file : typeof model === 'string' ? model : '';
}

/** `latest` first; the version's own name, which the server counts among its aliases, is told elsewhere. */
function aliasesOf({ aliases, artifactSequence: sequence }: ArtifactEntry): string[] {
  return aliases
    .filter((each) => (each.artifactCollectionName ?? sequence.name) === sequence.name && !/^v\d+$/.test(each.alias))
    .map((each) => each.alias)
    .sort((left, right) => Number(right === 'latest') - Number(left === 'latest') || left.localeCompare(right));
}

/** Artifacts that the clients make for themselves: folded away where people look for theirs. */
export function isSystem(artifact: ArtifactSummary): boolean {
  return ['run_table', 'wandb-history', 'wandb-run-incremental-table', 'job', 'code'].includes(artifact.path.type);
}

const artifactsKey = ({ entity, project }: ProjectPath) => ['artifacts', entity, project] as const;

export interface InputsAndOutputs {
  readonly inputs: readonly ArtifactSummary[];
  readonly outputs: readonly ArtifactSummary[];
}

export function useRunArtifacts(path: RunPath) {
  return useQuery({
    queryKey: [...artifactsKey(path), 'run', path.run],
    queryFn: async ({ signal }): Promise<InputsAndOutputs> => {
      const { project } = await graphql(RunArtifacts, { ...path, first: 500 }, signal);
      const entries = (edges: readonly { node: ArtifactEntry | null }[] | undefined) =>
        (edges ?? []).flatMap(({ node }) => (node === null ? [] : [summaryOf(node)]));
      return { inputs: entries(project?.run?.inputArtifacts?.edges), outputs: entries(project?.run?.outputArtifacts?.edges) };
    },
  });
}

export interface CollectionEntry {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** What the newest version says it holds, see {@link holdingOf}. */
  readonly holding: string;
  readonly versions: number;
  /** `v7`, the newest. */
  readonly newest: string;
  readonly size: number;
  readonly changedAt: string;
}

export interface TypeEntry {
  readonly name: string;
  readonly collections: readonly CollectionEntry[];
}

export function useArtifactBrowser(path: ProjectPath) {
  return useQuery({
    queryKey: [...artifactsKey(path), 'browser'],
    queryFn: async ({ signal }): Promise<TypeEntry[]> => {
      const { project } = await graphql(ArtifactBrowser, path, signal);
      if (project === null) throw notFound(`project ${path.entity}/${path.project}`);
      return (project.artifactTypes?.edges ?? []).flatMap(({ node }) => {
        if (node === null) return [];
        const collections = (node.artifactCollections?.edges ?? []).flatMap(({ node: collection }) => {
          const newest = collection?.artifacts?.edges[0];
          if (collection === null || newest === undefined) return [];
          return [
            {
              id: collection.id,
              name: collection.name,
              description: collection.description ?? '',
              holding: holdingOf(parseObject(newest.node.metadata)),
              versions: collection.artifacts?.totalCount ?? 0,
              newest: newest.version,
              size: newest.node.size,
              changedAt: newest.node.createdAt,
            },
          ];
        });
        return collections.length === 0 ? [] : [{ name: node.name, collections }];
      });
    },
  });
}

type VersionDetails = NonNullable<NonNullable<ArtifactVersionResult['project']>['artifact']>;

export interface ArtifactDetails extends ArtifactSummary {
  readonly createdBy: VersionDetails['createdBy'];
  readonly usedBy: readonly VersionDetails['usedBy']['edges'][number]['node'][];
}

export function useArtifact(path: ArtifactPath) {
  return useQuery({
    queryKey: [...artifactsKey(path), 'version', path.name, path.version],
    queryFn: async ({ signal }): Promise<ArtifactDetails> => {
      const name = `${path.name}:${path.version}`;
      const { project } = await graphql(ArtifactVersion, { entity: path.entity, project: path.project, name }, signal);
      const artifact = project?.artifact;
      if (artifact == null) throw notFound(`artifact ${name}`);
      return { ...summaryOf(artifact), createdBy: artifact.createdBy, usedBy: artifact.usedBy.edges.map(({ node }) => node) };
    },
  });
}

/** Every version of a collection, newest first. */
export function useVersions(path: Omit<ArtifactPath, 'version'>) {
  return useQuery({
    queryKey: [...artifactsKey(path), 'versions', path.type, path.name],
    queryFn: async ({ signal }): Promise<ArtifactSummary[]> => {
      const found: ArtifactSummary[] = [];
      let after: string | null = null;
      for (;;) {
        const variables = { entity: path.entity, project: path.project, type: path.type, name: path.name, after };
        const answer: CollectionVersionsResult = await graphql(CollectionVersions, variables, signal);
        const page = answer.project?.artifactType?.artifactCollection?.artifacts;
        if (page == null) throw notFound(`artifact collection ${path.name} of type ${path.type}`);
        found.push(...page.edges.map(({ node, version }) => withVersion(summaryOf(node), version)));
        if (!page.pageInfo.hasNextPage || page.pageInfo.endCursor === null) break;
        after = page.pageInfo.endCursor;
      }
      return found.sort((left, right) => Number(right.path.version.slice(1)) - Number(left.path.version.slice(1)));
    },
  });
}

function withVersion(summary: ArtifactSummary, version: string): ArtifactSummary {
  return { ...summary, path: { ...summary.path, version } };
}

type FileEdge = NonNullable<NonNullable<ArtifactFilesResult['artifact']>['files']>['edges'][number];
export type ArtifactFile = NonNullable<FileEdge['node']>;

/** All files of a version; most have a handful, a manifest of 100,000 comes in pages of 1,000. */
export function useArtifactFiles(id: string) {
  return useQuery({
    queryKey: ['artifact-files', id],
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<ArtifactFile[]> => {
      const found: ArtifactFile[] = [];
      let after: string | null = null;
      for (;;) {
        const answer: ArtifactFilesResult = await graphql(ArtifactFiles, { id, first: 1000, after }, signal);
        const page = answer.artifact?.files;
        for (const { node } of page?.edges ?? []) if (node !== null) found.push(node);
        if (page?.pageInfo.hasNextPage !== true || page.pageInfo.endCursor === null) return found;
        after = page.pageInfo.endCursor;
      }
    },
  });
}

/** The other inputs of the runs that used an artifact, each once. */
export function useInputsBeside(id: string) {
  return useQuery({
    queryKey: ['artifact-beside', id],
    queryFn: async ({ signal }): Promise<ArtifactSummary[]> => {
      const { artifact } = await graphql(DataBeside, { id }, signal);
      const found = (artifact?.usedBy.edges ?? []).flatMap(({ node }) => (node.inputArtifacts?.edges ?? []).flatMap(({ node: input }) => (input === null ? [] : [summaryOf(input)])));
      return found.filter((each, at) => each.id !== id && found.findIndex((other) => other.id === each.id) === at);
    },
  });
}

export type Lineage = NonNullable<LineageOfResult['lineage']>;
export type LineageNode = Lineage['nodes'][number];

export function useLineage(of: { readonly artifact?: string; readonly run?: string }, depth: number) {
  return useQuery({
    queryKey: ['lineage', of.artifact ?? null, of.run ?? null, depth],
    queryFn: async ({ signal }): Promise<Lineage> => {
      const { lineage } = await graphql(LineageOf, { artifact: of.artifact ?? null, run: of.run ?? null, depth }, signal);
      return lineage ?? { nodes: [], edges: [] };
    },
  });
}

export function useAliases(path: ArtifactPath, id: string) {
  const client = useQueryClient();
  const variables = (alias: string) => ({ artifact: id, entity: path.entity, project: path.project, collection: path.name, alias });
  const onSettled = () => client.invalidateQueries({ queryKey: artifactsKey(path) });
  const add = useMutation({ mutationFn: (alias: string) => graphql(AddArtifactAlias, variables(alias)), onSettled });
  const remove = useMutation({ mutationFn: (alias: string) => graphql(DeleteArtifactAlias, variables(alias)), onSettled });
  return { add, remove };
}

export function useDescribe(path: ArtifactPath, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (description: string) => graphql(DescribeArtifact, { artifact: id, description }),
    onSettled: () => client.invalidateQueries({ queryKey: artifactsKey(path) }),
  });
}

function notFound(what: string): ApiError {
  return new ApiError(404, 'not_found', `There is no ${what}, or you have no access to it.`);
}
