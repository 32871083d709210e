import { Button, Group, Modal, Table } from '@mantine/core';
import { useState } from 'react';
import { AppLink } from '@/components/AppLink';
import { StateBadge } from '@/components/StateBadge';
import { EmptyState, ErrorNotice, QueryView } from '@/components/states';
import { TimeText } from '@/components/TimeText';
import { paths } from '@/lib/paths';
import { type Provider, useCheckProvider, useProviders, usePutProvider, useRemoveProvider } from '../api/providers';
import { KINDS } from '../provider-form';
import styles from './Providers.module.css';

/** Connections, how following goes, and what can be done about each. */
export function ProviderTable() {
  const providers = useProviders();
  const [doomed, setDoomed] = useState<string>();
  const remove = useRemoveProvider();
  const close = () => {
    setDoomed(undefined);
    remove.reset();
  };
  return (
    <QueryView query={providers} what="provider connections" height={80}>
      {(entries) =>
        entries.length === 0 ? (
          <EmptyState title="No provider connections yet">
            Add one, and the server follows its fine-tuning jobs: charts move while they run.
          </EmptyState>
        ) : (
          <>
            <Table.ScrollContainer minWidth={820}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Connection</Table.Th>
                    <Table.Th>Key</Table.Th>
                    <Table.Th>Records into</Table.Th>
                    <Table.Th ta="right">Jobs</Table.Th>
                    <Table.Th ta="right">Following</Table.Th>
                    <Table.Th>Looked</Table.Th>
                    <Table.Th>State</Table.Th>
                    <Table.Th aria-label="Actions" />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {entries.map((provider) => (
                    <ProviderRows key={provider.name} provider={provider} onRemove={() => { setDoomed(provider.name); }} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            <Modal opened={doomed !== undefined} onClose={close} title="Remove this connection?">
              <p>Its key is deleted and “{doomed}” is followed no more. What was recorded stays.</p>
              {remove.error !== null && <ErrorNotice error={remove.error} />}
              <Group justify="flex-end" mt="lg">
                <Button variant="default" onClick={close}>
                  Keep it
                </Button>
                <Button
                  color="red"
                  loading={remove.isPending}
                  onClick={() => {
                    if (doomed !== undefined) remove.mutate(doomed, { onSuccess: close });
                  }}
                >
                  Remove connection
                </Button>
              </Group>
            </Modal>
          </>
        )
      }
    </QueryView>
  );
}

function ProviderRows({ provider, onRemove }: { provider: Provider; onRemove: () => void }) {
  const check = useCheckProvider();
  const put = usePutProvider();
  const { status } = provider;
  const kind = KINDS.find(({ value }) => value === provider.kind)?.label ?? provider.kind;
  const note = noteOf(provider, check.data, check.error ?? put.error);
  return (
    <>
      <Table.Tr className={styles.main} data-note={note !== undefined}>
        <Table.Td>
          <div>
            {provider.name} <span className={styles.address}>· {kind}</span>
          </div>
          <div className={styles.address}>{provider.baseUrl}</div>
        </Table.Td>
        <Table.Td>
          <code>…{provider.keyEnding}</code>
        </Table.Td>
        <Table.Td>
          <AppLink href={paths.runs(provider)}>
            {provider.entity}/{provider.project}
          </AppLink>
        </Table.Td>
        <Table.Td ta="right" className={styles.number}>
          {status.jobs}
        </Table.Td>
        <Table.Td ta="right" className={styles.number}>
          {status.following}
        </Table.Td>
        <Table.Td>{status.lookedAt === undefined ? '–' : <TimeText value={status.lookedAt} />}</Table.Td>
        <Table.Td>
          <StateBadge state={stateOf(provider)} />
        </Table.Td>
        <Table.Td>
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            <Button
              size="compact-xs"
              variant="default"
              loading={check.isPending}
              aria-label={`Test ${provider.name}`}
              onClick={() => { check.mutate(provider.name); }}
            >
              Test
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              loading={put.isPending}
              aria-label={`${provider.enabled ? 'Disable' : 'Enable'} ${provider.name}`}
              onClick={() => { put.mutate({ name: provider.name, change: { enabled: !provider.enabled } }); }}
            >
              {provider.enabled ? 'Disable' : 'Enable'}
            </Button>
            <Button size="compact-xs" variant="default" aria-label={`Remove ${provider.name}`} onClick={onRemove}>
              Remove
            </Button>
          </Group>
        </Table.Td>
      </Table.Tr>
      {note !== undefined && (
        <Table.Tr className={styles.note} data-tone={note.tone}>
          <Table.Td colSpan={8} role="status">
            {note.text}
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

function stateOf({ enabled, status }: Provider): string {
  if (!enabled) return 'disabled';
  if (status.error !== undefined) return 'failing';
  return status.lookedAt === undefined ? 'starting' : 'following';
}

/** What somebody just asked comes before what the follower met. */
function noteOf(
  { enabled, status }: Provider,
  outcome: { works: boolean; message: string } | undefined,
  refusal: Error | null,
): { tone: 'good' | 'bad'; text: string } | undefined {
  if (refusal !== null) return { tone: 'bad', text: refusal.message };
  if (outcome !== undefined) return { tone: outcome.works ? 'good' : 'bad', text: outcome.message };
  return enabled && status.error !== undefined ? { tone: 'bad', text: status.error.message } : undefined;
}
