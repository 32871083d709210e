import { formatSearch, type RawSearch } from './url-state';

/** Addresses of pages. Every segment is quoted, so names may hold spaces, slashes and any letter. */
function join(...segments: readonly string[]): string {
  return `/${segments.map(encodeURIComponent).join('/')}`;
}

export interface ProjectPath {
  readonly entity: string;
  readonly project: string;
}

export interface RunPath extends ProjectPath {
  readonly run: string;
}

export interface ArtifactPath extends ProjectPath {
  readonly type: string;
  readonly name: string;
  /** `v3`, or an alias. */
  readonly version: string;
}

export const RUN_TABS = ['job', 'charts', 'overview', 'logs', 'files', 'artifacts'] as const;
export type RunTab = (typeof RUN_TABS)[number];

export const ARTIFACT_TABS = ['overview', 'data', 'changes', 'metadata', 'usage', 'files', 'lineage'] as const;
export type ArtifactTab = (typeof ARTIFACT_TABS)[number];

export const paths = {
  home: '/',
  login: (next?: string): string => `/login${formatSearch(next === undefined || next === '/' ? {} : { next })}`,
  settings: '/settings',
  providers: '/settings/providers',
  entity: (entity: string): string => join(entity),
  project: ({ entity, project }: ProjectPath): string => join(entity, project),
  runs: ({ entity, project }: ProjectPath, search: RawSearch = {}): string =>
    join(entity, project, 'table') + formatSearch(search),
  run: ({ entity, project, run }: RunPath, tab?: RunTab): string =>
    join(entity, project, 'runs', run, ...(tab === undefined ? [] : [tab])),
  artifacts: ({ entity, project }: ProjectPath): string => join(entity, project, 'artifacts'),
  artifactType: ({ entity, project }: ProjectPath, type: string): string => join(entity, project, 'artifacts', type),
  artifact: ({ entity, project, type, name, version }: ArtifactPath, tab?: ArtifactTab, search: RawSearch = {}): string =>
    join(entity, project, 'artifacts', type, name, version, ...(tab === undefined ? [] : [tab])) + formatSearch(search),
} as const;
