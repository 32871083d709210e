import { Table } from '@mantine/core';
import { useState } from 'react';
import { AppLink } from '@/components/AppLink';
import { EmptyState } from '@/components/states';
import { Tags } from '@/components/Tags';
import { TimeText } from '@/components/TimeText';
import { formatBytes } from '@/lib/format';
import { paths } from '@/lib/paths';
import { type ArtifactSummary, isSystem } from '../api/artifacts';

/** Versions as rows; those the clients make for themselves are folded away. */
export function ArtifactTable({ artifacts, empty }: { artifacts: readonly ArtifactSummary[]; empty: string }) {
  const [all, setAll] = useState(false);
  const shown = artifacts.filter((each) => all || !isSystem(each));
  const folded = artifacts.length - shown.length;
  if (artifacts.length === 0) return <EmptyState title={empty} />;
  return (
    <>
      <Table.ScrollContainer minWidth={560}>
        <Table className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Artifact</Table.Th>
              <Table.Th>Type</Table.Th>
              <Table.Th>Aliases</Table.Th>
              <Table.Th ta="right">Size</Table.Th>
              <Table.Th>Created</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((each) => (
              <Table.Tr key={each.id}>
                <Table.Td>
                  <AppLink href={paths.artifact(each.path)}>
                    {each.path.name}:{each.path.version}
                  </AppLink>
                </Table.Td>
                <Table.Td>{each.path.type}</Table.Td>
                <Table.Td>
                  <Tags strong values={each.aliases} />
                </Table.Td>
                <Table.Td ta="right">{formatBytes(each.size)}</Table.Td>
                <Table.Td>
                  <TimeText value={each.createdAt} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {(folded > 0 || all) && (
        <button
          type="button"
          onClick={() => { setAll(!all); }}
          style={{ margin: '6px 12px 10px', padding: '4px 0', border: 0, background: 'none', color: 'var(--link)', font: 'inherit', cursor: 'pointer' }}
        >
          {all ? 'Hide what the clients keep for themselves' : `Show ${folded} more that the clients keep for themselves`}
        </button>
      )}
    </>
  );
}
