import { Table } from '@mantine/core';
import { Star } from 'lucide-react';
import { AppLink } from '@/components/AppLink';
import { Copyable } from '@/components/Copyable';
import { TimeText } from '@/components/TimeText';
import { formatNumber } from '@/lib/format';
import { type Checkpoint, recommended } from '../checkpoints';
import styles from './CheckpointTable.module.css';

/** The job's checkpoints with their metrics; the one to take is marked. */
export function CheckpointTable({ checkpoints }: { checkpoints: readonly Checkpoint[] }) {
  const keys = [...new Set(checkpoints.flatMap((each) => Object.keys(each.metrics)))];
  const best = recommended(checkpoints);
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Step</Table.Th>
            <Table.Th>Model</Table.Th>
            {keys.map((key) => (
              <Table.Th key={key} ta="right">
                {key}
              </Table.Th>
            ))}
            <Table.Th>Created</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...checkpoints]
            .sort((left, right) => left.step - right.step)
            .map((each) => (
              <Table.Tr key={each.model}>
                <Table.Td>
                  <span className={styles.step}>
                    <AppLink href={each.address}>{each.step}</AppLink>
                    {each === best && (
                      <span className={styles.best}>
                        <Star size={12} aria-hidden /> recommended
                      </span>
                    )}
                  </span>
                </Table.Td>
                <Table.Td maw={320}>
                  <Copyable value={each.model} label={`Copy model id of step ${each.step}`} />
                </Table.Td>
                {keys.map((key) => (
                  <Table.Td key={key} ta="right">
                    {each.metrics[key] === undefined ? '' : formatNumber(each.metrics[key])}
                  </Table.Td>
                ))}
                <Table.Td>
                  <TimeText value={each.createdAt} />
                </Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
