import { Select } from '@mantine/core';
import { useMemo } from 'react';
import type { ProjectPath } from '@/lib/paths';
import { useMyProjects } from '../api/projects';

interface ProjectPickerProps {
  readonly label: string;
  readonly value: ProjectPath | undefined;
  readonly onChange: (value: ProjectPath | undefined) => void;
  /** Not offered. */
  readonly without: ProjectPath;
}

const REGISTRY_PREFIX = 'wandb-registry-';

/** One of the viewer's projects, found by typing; registries hold no runs and are left out. */
export function ProjectPicker({ label, value, onChange, without }: ProjectPickerProps) {
  const projects = useMyProjects();
  const groups = useMemo(() => {
    const byEntity = new Map<string, { value: string; label: string }[]>();
    for (const { entityName: entity, name } of projects.data ?? []) {
      if (name.startsWith(REGISTRY_PREFIX) || (entity === without.entity && name === without.project)) continue;
      const items = byEntity.get(entity) ?? [];
      items.push({ value: `${entity}/${name}`, label: name });
      byEntity.set(entity, items);
    }
    return [...byEntity].map(([group, items]) => ({ group, items }));
  }, [projects.data, without]);
  return (
    <Select
      label={label}
      placeholder={projects.isPending ? 'Looking for projects' : groups.length === 0 ? 'There is no other project' : 'Choose a project'}
      data-autofocus
      searchable
      openOnFocus={false}
      disabled={projects.isSuccess && groups.length === 0}
      data={groups}
      error={projects.error === null ? undefined : projects.error.message}
      nothingFoundMessage="No project is called this"
      value={value === undefined ? null : `${value.entity}/${value.project}`}
      onChange={(chosen) => { onChange(chosen === null ? undefined : pathOf(chosen)); }}
    />
  );
}

function pathOf(text: string): ProjectPath {
  const slash = text.indexOf('/');
  return { entity: text.slice(0, slash), project: text.slice(slash + 1) };
}
