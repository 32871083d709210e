import { SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { AppLink } from '@/components/AppLink';
import { FileList } from '@/components/FileList';
import { JsonTree } from '@/components/JsonTree';
import { Panel } from '@/components/Panel';
import { EmptyState, QueryView } from '@/components/states';
import { type ArtifactDetails, type ArtifactFile, useArtifactFiles } from '@/features/artifacts/api/artifacts';
import { DatasetViewer } from '@/features/tables/components/DatasetViewer';
import { TableViewer } from '@/features/tables/components/TableViewer';
import { dataState } from '@/features/tables/state';
import type { Json } from '@/lib/json';
import { paths } from '@/lib/paths';
import { parsePython } from '@/lib/python-text';
import { codec, text } from '@/lib/url-state';
import { useUrlState } from '@/lib/use-url-state';

/** Values that the official client wrote as Python text are laid open. */
export function MetadataTab({ artifact }: { artifact: ArtifactDetails }) {
  const opened = useMemo(
    () => Object.fromEntries(Object.entries(artifact.metadata).map(([key, value]): [string, Json] => [key, typeof value === 'string' ? (parsePython(value) ?? value) : value])),
    [artifact.metadata],
  );
  return (
    <Panel title="Metadata">
      <JsonTree value={opened} label="metadata" />
    </Panel>
  );
}

const filesState = codec<{ file: string }>({ file: text() });

export function FilesTab({ artifact }: { artifact: ArtifactDetails }) {
  const files = useArtifactFiles(artifact.id);
  const [state, change] = useUrlState(filesState);
  return (
    <Panel flush label="Files">
      <QueryView query={files} what="files" height={200}>
        {(list) => (
          <FileList files={list.map((file) => ({ ...file, url: file.directUrl }))} chosen={state.file} onChoose={(file) => { change({ file }, 'push'); }} />
        )}
      </QueryView>
    </Panel>
  );
}

export function DataTab({ artifact }: { artifact: ArtifactDetails }) {
  const files = useArtifactFiles(artifact.id);
  return (
    <QueryView query={files} what="files" height={200}>
      {(list) => <DataFiles artifact={artifact} files={list} />}
    </QueryView>
  );
}

function DataFiles({ artifact, files }: { artifact: ArtifactDetails; files: readonly ArtifactFile[] }) {
  const [state, change] = useUrlState(dataState);
  const shown = files.filter((file) => isTable(file) || isLines(file, artifact.path.type)).sort((left, right) => Number(isTable(left)) - Number(isTable(right)));
  const chosen = shown.find((file) => file.name === state.file) ?? shown[0];
  if (chosen === undefined) {
    return (
      <Panel label="Data">
        <EmptyState title="No file of this version can be shown as data">
          Training files (JSON lines) and logged tables can. <AppLink href={paths.artifact(artifact.path, 'files')}>See all files</AppLink>
        </EmptyState>
      </Panel>
    );
  }
  const choices = shown.slice(0, 6).map((file) => ({ value: file.name, label: isTable(file) ? `Table ${file.name.replace(/\.table\.json$/, '')}` : `Examples of ${file.name}` }));
  return (
    <Panel
      label="Data"
      title={
        choices.length > 1 ? (
          <SegmentedControl
            size="xs"
            aria-label="File"
            data={choices}
            value={chosen.name}
            onChange={(file) => { change({ file, row: undefined, column: undefined, q: '', sort: '' }, 'push'); }}
          />
        ) : (
          chosen.name
        )
      }
      flush
    >
      {isTable(chosen) ? (
        <TableViewer key={chosen.name} artifact={artifact.id} path={chosen.name} />
      ) : (
        <DatasetViewer key={chosen.name} artifact={artifact.id} path={chosen.name} />
      )}
    </Panel>
  );
}

function isTable(file: ArtifactFile): boolean {
  return file.name.endsWith('.table.json');
}

function isLines(file: ArtifactFile, type: string): boolean {
  const data = type === 'training_files' || type === 'validation_files';
  return /\.jsonl$/i.test(file.name) || (data && !/\.(json|csv|parquet)$/i.test(file.name));
}
