import { Table, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { AppLink } from '@/components/AppLink';
import { TimeText } from '@/components/TimeText';
import { formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';
import type { ProjectEntry } from '../api/projects';

/** Projects with what they hold; typing narrows the list. */
export function ProjectTable({ projects }: { projects: readonly ProjectEntry[] }) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = projects.filter((each) => `${each.entityName}/${each.name}`.toLowerCase().includes(wanted));
  return (
    <>
      {projects.length > 8 && (
        <TextInput
          m="sm"
          size="xs"
          aria-label="Search projects"
          placeholder="Search projects"
          leftSection={<Search size={13} aria-hidden />}
          value={search}
          onChange={(event) => { setSearch(event.currentTarget.value); }}
        />
      )}
      <Table highlightOnHover className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Project</Table.Th>
            <Table.Th>Entity</Table.Th>
            <Table.Th ta="right">Runs</Table.Th>
            <Table.Th>Last active</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((project) => (
            <Table.Tr key={project.id}>
              <Table.Td>
                <AppLink href={paths.project({ entity: project.entityName, project: project.name })}>
                  {project.name}
                </AppLink>
                {project.description !== null && project.description !== '' && (
                  <div style={{ color: 'var(--secondary)' }}>{project.description}</div>
                )}
              </Table.Td>
              <Table.Td>{project.entityName}</Table.Td>
              <Table.Td ta="right">{formatCount(project.runCount)}</Table.Td>
              <Table.Td>
                <TimeText value={project.updatedAt ?? project.createdAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
