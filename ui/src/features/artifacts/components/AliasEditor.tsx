import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { ErrorNotice } from '@/components/states';
import { type ArtifactDetails, useAliases } from '../api/artifacts';
import styles from './AliasEditor.module.css';

/** A version's aliases. One that another version holds moves here. */
export function AliasEditor({ artifact }: { artifact: ArtifactDetails }) {
  const { add, remove } = useAliases(artifact.path, artifact.id);
  const [open, setOpen] = useState(false);
  const [alias, setAlias] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate(alias.trim(), {
      onSuccess: () => {
        setOpen(false);
        setAlias('');
      },
    });
  };
  return (
    <span className={styles.aliases}>
      {artifact.aliases.map((each) => (
        <span key={each} className={styles.alias}>
          {each}
          {each !== 'latest' && (
            <ActionIcon size={24} aria-label={`Remove alias ${each}`} onClick={() => { remove.mutate(each); }}>
              <X size={12} />
            </ActionIcon>
          )}
        </span>
      ))}
      <Popover opened={open} onChange={setOpen} trapFocus position="bottom-start" shadow="md">
        <Popover.Target>
          <ActionIcon size={24} aria-label="Add an alias" onClick={() => { setOpen(!open); }}>
            <Plus size={14} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <form onSubmit={submit} className={styles.form}>
            <TextInput size="xs" label="Alias" required withAsterisk={false} value={alias} onChange={(event) => { setAlias(event.currentTarget.value); }} />
            <Button size="xs" type="submit" loading={add.isPending}>
              Add
            </Button>
          </form>
          {add.error !== null && <ErrorNotice error={add.error} />}
        </Popover.Dropdown>
      </Popover>
    </span>
  );
}
