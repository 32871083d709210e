import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { AppLink } from '@/components/AppLink';
import { RunDot } from '@/components/RunDot';
import { StateBadge } from '@/components/StateBadge';
import { TimeText } from '@/components/TimeText';
import { paths } from '@/lib/paths';
import type { RecentRun, RunRow } from '../api/runs';
import { rowState } from '../status';
import styles from './RunsTable.module.css';

/** A few runs of many projects. */
export function RecentRunsTable({ runs, curve }: { runs: readonly RecentRun[]; curve: (run: RunRow) => ReactNode }) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table highlightOnHover className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Run</Table.Th>
            <Table.Th>Project</Table.Th>
            <Table.Th w={130}>State</Table.Th>
            <Table.Th w={140}>Loss</Table.Th>
            <Table.Th w={150}>Created</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map(({ path, run }) => (
            <Table.Tr key={run.id}>
              <Table.Td>
                <span className={styles.name}>
                  <RunDot run={run.name} />
                  <AppLink href={paths.run(path)} className={styles.link}>
                    {run.displayName ?? run.name}
                  </AppLink>
                </span>
              </Table.Td>
              <Table.Td>
                <AppLink href={paths.project(path)} className={styles.quiet}>
                  {path.project}
                </AppLink>
              </Table.Td>
              <Table.Td>
                <StateBadge state={rowState(run)} />
              </Table.Td>
              <Table.Td>{curve(run)}</Table.Td>
              <Table.Td>
                <TimeText value={run.values['ft.created_at'] ?? run.createdAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
