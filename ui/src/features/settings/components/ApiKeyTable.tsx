import { Button, Group, Modal, Table } from '@mantine/core';
import { useState } from 'react';
import { EmptyState, ErrorNotice, QueryView } from '@/components/states';
import { type ApiKeyEntry, useApiKeys, useDeleteApiKey } from '../api/api-keys';

/** The viewer's keys; deleting one stops every program that uses it. */
export function ApiKeyTable() {
  const keys = useApiKeys();
  const [doomed, setDoomed] = useState<ApiKeyEntry>();
  const remove = useDeleteApiKey();
  return (
    <QueryView query={keys} what="API keys" height={80}>
      {(entries) =>
        entries.length === 0 ? (
          <EmptyState title="No API keys yet">Create one above to log runs from a program.</EmptyState>
        ) : (
          <>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Name</Table.Th>
                  <Table.Th>Key</Table.Th>
                  <Table.Th aria-label="Actions" />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {entries.map((entry) => (
                  <Table.Tr key={entry.id}>
                    <Table.Td>{entry.description === '' ? '–' : entry.description}</Table.Td>
                    <Table.Td>
                      <code>{entry.prefix.slice(0, 12)}…</code>
                    </Table.Td>
                    <Table.Td align="right">
                      <Button size="compact-xs" variant="default" onClick={() => { setDoomed(entry); }}>
                        Delete
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            <Modal opened={doomed !== undefined} onClose={() => { setDoomed(undefined); }} title="Delete this API key?">
              <p>Programs that use “{doomed?.description ?? ''}” are refused from this moment on.</p>
              {remove.error !== null && <ErrorNotice error={remove.error} />}
              <Group justify="flex-end" mt="lg">
                <Button variant="default" onClick={() => { setDoomed(undefined); }}>
                  Keep it
                </Button>
                <Button
                  color="red"
                  loading={remove.isPending}
                  onClick={() => {
                    if (doomed !== undefined) remove.mutate(doomed.id, { onSuccess: () => { setDoomed(undefined); } });
                  }}
                >
                  Delete key
                </Button>
              </Group>
            </Modal>
          </>
        )
      }
    </QueryView>
  );
}
