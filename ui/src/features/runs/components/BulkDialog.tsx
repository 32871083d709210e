import { Autocomplete, Button, Checkbox, Group, Modal, Stack, TagsInput } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { ErrorNotice } from '@/components/states';
import { StateBadge } from '@/components/StateBadge';
import { formatCount } from '@/lib/format';
import { type ProjectPath, paths } from '@/lib/paths';
import { useDeleteRuns, useLiveRuns, useLoggedArtifacts, useModifyRuns, useMoveRuns } from '../api/bulk';
import type { RunRow } from '../api/runs';
import { isChosen, type Selection } from '../selection';
import styles from './BulkDialog.module.css';
import { type BulkAction, type Done, words } from './SelectionBar';

/** Draws the choice of a project; which there are is not the business of runs. */
export type ProjectChoice = (props: {
  readonly label: string;
  readonly value: ProjectPath | undefined;
  readonly onChange: (value: ProjectPath | undefined) => void;
  readonly without: ProjectPath;
}) => ReactNode;

interface BulkDialogProps {
  readonly path: ProjectPath;
  readonly action: BulkAction;
  readonly selection: Selection;
  /** How many runs are chosen. */
  readonly size: number;
  /** Loaded rows: their tags and groups are offered. */
  readonly rows: readonly RunRow[];
  readonly projectChoice: ProjectChoice;
  readonly onDone: (done: Done) => void;
  readonly onClose: () => void;
}

/** Asks what a change of many runs needs to know, and makes it. */
export function BulkDialog(props: BulkDialogProps) {
  switch (props.action) {
    case 'tag':
    case 'untag':
      return <TagsDialog {...props} />;
    case 'group':
      return <GroupDialog {...props} />;
    case 'move':
      return <MoveDialog {...props} />;
    case 'delete':
      return <DeleteDialog {...props} />;
  }
}

/** What is offered would cover the buttons below. */
const ABOVE = { position: 'top' } as const;

interface FrameProps {
  readonly title: string;
  readonly submit: string;
  readonly color?: string;
  readonly ready: boolean;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly failure: string;
  readonly children: ReactNode;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
}

function Frame({ title, submit, color, ready, pending, error, failure, children, onSubmit, onClose }: FrameProps) {
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={send}>
        <Stack gap="md">
          {children}
          {error !== null && <ErrorNotice error={error} what={failure} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={!ready} loading={pending} {...(color === undefined ? {} : { color })}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function TagsDialog({ path, action, selection, size, rows, onDone, onClose }: BulkDialogProps) {
  const [tags, setTags] = useState<string[]>([]);
  const modify = useModifyRuns(path, selection);
  const adds = action === 'tag';
  const known = [...new Set(rows.filter((run) => adds || isChosen(selection, run.name)).flatMap((run) => run.tags ?? []))].sort();
  const submit = () => {
    modify.mutate(adds ? { addTags: tags } : { removeTags: tags }, {
      onSuccess: (count) => { onDone({ text: `${words(count)} ${adds ? 'tagged' : 'changed'}.` }); },
    });
  };
  return (
    <Frame
      title={adds ? `Add tags to ${words(size)}` : `Remove tags from ${words(size)}`}
      submit={adds ? 'Add' : 'Remove'}
      ready={tags.length > 0}
      pending={modify.isPending}
      error={modify.error}
      failure="No run was changed."
      onSubmit={submit}
      onClose={onClose}
    >
      <TagsInput
        label="Tags"
        data-autofocus
        data={known}
        comboboxProps={ABOVE}
        value={tags}
        onChange={setTags}
        placeholder={tags.length === 0 ? 'Type and press Enter' : ''}
      />
    </Frame>
  );
}

function GroupDialog({ path, selection, size, rows, onDone, onClose }: BulkDialogProps) {
  const [group, setGroup] = useState('');
  const modify = useModifyRuns(path, selection);
  const known = [...new Set(rows.flatMap((run) => (run.group == null || run.group === '' ? [] : [run.group])))].sort();
  const name = group.trim();
  const submit = () => {
    modify.mutate({ groupName: name }, {
      onSuccess: (count) => { onDone({ text: name === '' ? `${words(count)} taken out of their groups.` : `${words(count)} put into ${name}.` }); },
    });
  };
  return (
    <Frame
      title={`Group ${words(size)}`}
      submit={name === '' ? 'Remove from groups' : 'Group'}
      ready
      pending={modify.isPending}
      error={modify.error}
      failure="No run was changed."
      onSubmit={submit}
      onClose={onClose}
    >
      <Autocomplete label="Group" description="A new name makes a group; left empty, the runs are in none." data-autofocus data={known} comboboxProps={ABOVE} value={group} onChange={setGroup} />
    </Frame>
  );
}

function MoveDialog({ path, selection, size, projectChoice, onDone, onClose }: BulkDialogProps) {
  const [to, setTo] = useState<ProjectPath>();
  const move = useMoveRuns(path, selection);
  const submit = () => {
    if (to === undefined) return;
    move.mutate(to, {
      onSuccess: (count) => { onDone({ text: `${words(count)} moved to ${to.entity}/${to.project}.`, href: paths.project(to) }); },
    });
  };
  return (
    <Frame
      title={`Move ${words(size)}`}
      submit="Move"
      ready={to !== undefined}
      pending={move.isPending}
      error={move.error}
      failure="No run was moved."
      onSubmit={submit}
      onClose={onClose}
    >
      {projectChoice({ label: 'To project', value: to, onChange: setTo, without: path })}
      <p className={styles.hint}>
        Charts, logs and files go along. Old links, and programs that still log here, lead to the new place. Artifacts stay in {path.project}.
      </p>
    </Frame>
  );
}

const SHOWN = 5;

function DeleteDialog({ path, selection, size, onDone, onClose }: BulkDialogProps) {
  const [artifacts, setArtifacts] = useState(false);
  const remove = useDeleteRuns(path, selection);
  const live = useLiveRuns(path, selection, SHOWN);
  const submit = () => {
    remove.mutate(artifacts, { onSuccess: (count) => { onDone({ text: `${words(count)} deleted.` }); } });
  };
  return (
    <Frame
      title={size === 1 ? 'Delete this run?' : `Delete ${words(size)}?`}
      submit={`Delete ${words(size)}`}
      color="red"
      ready
      pending={remove.isPending}
      error={remove.error}
      failure="No run was deleted."
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{size === 1 ? 'Its' : 'Their'} charts, logs and files go, too. This cannot be undone.</p>
      {live.data !== undefined && live.data.total > 0 && (
        <section className={styles.warning} aria-label="Still running">
          <h3>{words(live.data.total)} still running</h3>
          <p>What {live.data.total === 1 ? 'its program logs' : 'their programs log'} from now on is lost.</p>
          <ul>
            {live.data.runs.map((run) => (
              <li key={run.id}>
                {run.displayName ?? run.name} <StateBadge state={run.state ?? 'running'} />
              </li>
            ))}
            {live.data.total > live.data.runs.length && <li>and {formatCount(live.data.total - live.data.runs.length)} more</li>}
          </ul>
        </section>
      )}
      <Checkbox
        label="Delete the artifacts they logged as well"
        checked={artifacts}
        onChange={(event) => { setArtifacts(event.currentTarget.checked); }}
      />
      {artifacts && <Logged path={path} selection={selection} />}
    </Frame>
  );
}

/** What goes with the runs, and who may miss it. */
function Logged({ path, selection }: { path: ProjectPath; selection: Selection }) {
  const logged = useLoggedArtifacts(path, selection, true);
  if (logged.error !== null) return <ErrorNotice error={logged.error} what="What they logged could not be read." />;
  if (logged.data === undefined) return <p className={styles.hint}>Looking at what they logged…</p>;
  const { total, named, looked, unlooked } = logged.data;
  return (
    <section className={named.length > 0 ? styles.warning : undefined} aria-label="Logged artifacts">
      <p>
        {total === 0 ? 'No' : formatCount(total)} {total === 1 ? 'version' : 'versions'}
        {unlooked > 0 && ` by the first ${formatCount(looked)} of the runs`}
        {total === 0 ? '.' : named.length === 0 ? '; none has an alias of its own or a link.' : '. Of these, others may rely on:'}
      </p>
      {named.length > 0 && (
        <ul>
          {named.slice(0, 2 * SHOWN).map((artifact) => (
            <li key={artifact.id}>
              <code>{artifact.name}</code>: {artifact.uses.join(', ')}
            </li>
          ))}
          {named.length > 2 * SHOWN && <li>and {formatCount(named.length - 2 * SHOWN)} more</li>}
        </ul>
      )}
    </section>
  );
}
