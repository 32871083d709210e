import { useMemo } from 'react';
import type { ArtifactPath, ProjectPath, RunPath } from '@/lib/paths';
import { usePageParams } from '@/lib/use-params';

/** The project of the page's address. */
export function useProjectPath(): ProjectPath {
  const { entity = '', project = '' } = usePageParams();
  return useMemo(() => ({ entity, project }), [entity, project]);
}

export function useRunPath(): RunPath {
  const { entity = '', project = '', run = '' } = usePageParams();
  return useMemo(() => ({ entity, project, run }), [entity, project, run]);
}

export function useArtifactPath(): ArtifactPath {
  const { entity = '', project = '', type = '', name = '', version = '' } = usePageParams();
  return useMemo(() => ({ entity, project, type, name, version }), [entity, project, type, name, version]);
}
