import { Table } from '@mantine/core';
import { AppLink } from '@/components/AppLink';
import { TimeText } from '@/components/TimeText';
import { formatBytes, formatCount } from '@/lib/format';
import { type ProjectPath, paths } from '@/lib/paths';
import type { CollectionEntry } from '../api/artifacts';

/** The collections of one type. */
export function CollectionTable({ path, type, collections }: { path: ProjectPath; type: string; collections: readonly CollectionEntry[] }) {
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table className="numbers" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="36%">Name</Table.Th>
            <Table.Th>Holds</Table.Th>
            <Table.Th w={120} ta="right">
              Versions
            </Table.Th>
            <Table.Th w={100}>Newest</Table.Th>
            <Table.Th w={120} ta="right">
              Size
            </Table.Th>
            <Table.Th w={160}>Changed</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {collections.map((each) => (
            <Table.Tr key={each.id}>
              <Table.Td>
                <AppLink href={paths.artifact({ ...path, type, name: each.name, version: each.newest })}>{each.name}</AppLink>
              </Table.Td>
              <Table.Td maw={320} style={{ color: 'var(--secondary)', overflowWrap: 'anywhere' }}>
                {each.holding || each.description}
              </Table.Td>
              <Table.Td ta="right">{formatCount(each.versions)}</Table.Td>
              <Table.Td>{each.newest}</Table.Td>
              <Table.Td ta="right">{formatBytes(each.size)}</Table.Td>
              <Table.Td>
                <TimeText value={each.changedAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
