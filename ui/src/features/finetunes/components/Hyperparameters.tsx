import { Table } from '@mantine/core';
import { EmptyState } from '@/components/states';
import { formatValue } from '@/lib/format';
import type { Job } from '../job';

/** What was asked for beside what was used. */
export function Hyperparameters({ job }: { job: Job }) {
  if (job.hyperparameters.length === 0) return <EmptyState title="No hyperparameters recorded" />;
  return (
    <Table verticalSpacing={3} horizontalSpacing="md" className="numbers">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Hyperparameter</Table.Th>
          <Table.Th ta="right">Requested</Table.Th>
          <Table.Th ta="right">Used</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {job.hyperparameters.map((each) => (
          <Table.Tr key={each.name}>
            <Table.Td>{each.name}</Table.Td>
            <Table.Td ta="right">{each.requested ?? formatValue(each.resolved)}</Table.Td>
            <Table.Td ta="right">
              {each.resolved === undefined ? <span style={{ color: 'var(--secondary)' }}>not yet</span> : <strong>{formatValue(each.resolved)}</strong>}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
