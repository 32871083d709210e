import { SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { AppLink } from '@/components/AppLink';
import { Copyable } from '@/components/Copyable';
import { type Fact, Facts } from '@/components/Facts';
import { FileList } from '@/components/FileList';
import { JsonTree } from '@/components/JsonTree';
import { Panel } from '@/components/Panel';
import { EmptyState, QueryView } from '@/components/states';
import { TimeText } from '@/components/TimeText';
import { type ArtifactDetails, type ArtifactFile, useArtifactFiles } from '@/features/artifacts/api/artifacts';
import { Hyperparameters } from '@/features/finetunes/components/Hyperparameters';
import { JobErrorBox, JobModels } from '@/features/finetunes/components/JobHeader';
import { JobFacts } from '@/features/finetunes/components/JobFacts';
import { TryIt } from '@/features/finetunes/components/TryIt';
import { jobOf } from '@/features/finetunes/job';
import { DatasetViewer } from '@/features/tables/components/DatasetViewer';
import { TableViewer } from '@/features/tables/components/TableViewer';
import { dataState } from '@/features/tables/state';
import { formatBytes } from '@/lib/format';
import type { Json } from '@/lib/json';
import { type ArtifactPath, paths } from '@/lib/paths';
import { parsePython } from '@/lib/python-text';
import { codec, text } from '@/lib/url-state';
import { useUrlState } from '@/lib/use-url-state';
import styles from './JobTab.module.css';

export function OverviewTab({ artifact }: { artifact: ArtifactDetails }) {
  const model = typeof artifact.metadata.fine_tuned_model === 'string';
  return (
    <>
      {model && <ModelCard artifact={artifact} />}
      {artifact.description !== '' && (
        <Panel title="Description">
          <p style={{ whiteSpace: 'pre-wrap' }}>{artifact.description}</p>
        </Panel>
      )}
      <Panel title="Version">
        <Facts facts={factsOf(artifact)} />
      </Panel>
      <Panel title="Used by">
        {artifact.usedBy.length === 0 ? (
          <EmptyState title="No run used this version" />
        ) : (
          <ul className={styles.datasets}>
            {artifact.usedBy.map((run) => (
              <li key={run.id}>
                <RunLink run={run} path={artifact.path} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}

interface LinkedRun {
  readonly name: string;
  readonly displayName: string | null;
  readonly project: { readonly name: string; readonly entityName: string } | null;
}

function RunLink({ run, path }: { run: LinkedRun; path: ArtifactPath }) {
  const { entityName, name: project } = run.project ?? { entityName: path.entity, name: path.project };
  return <AppLink href={paths.run({ entity: entityName, project, run: run.name })}>{run.displayName ?? run.name}</AppLink>;
}

function factsOf(artifact: ArtifactDetails): Fact[] {
  const maker = artifact.createdBy;
  return [
    {
      name: 'Made by',
      value: maker === null ? '–' : maker.__typename === 'Run' ? <RunLink run={maker} path={artifact.path} /> : (maker.username ?? '–'),
    },
    { name: 'Created', value: <TimeText value={artifact.createdAt} exact /> },
    { name: 'Size', value: formatBytes(artifact.size) },
    { name: 'Files', value: String(artifact.fileCount) },
    { name: 'Digest', value: <Copyable value={artifact.digest} label="Copy digest" /> },
  ];
}

/** A fine-tuned model as its metadata tells it. */
function ModelCard({ artifact }: { artifact: ArtifactDetails }) {
  const job = useMemo(() => jobOf('', artifact.metadata, {}), [artifact]);
  return (
    <>
      <Panel title="Fine-tuned model">
        <JobModels job={job} />
      </Panel>
      <JobErrorBox job={job} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Panel title="Hyperparameters">
            <Hyperparameters job={job} />
          </Panel>
          {job.model !== undefined && (
            <Panel title="Try it">
              <TryIt model={job.model} />
            </Panel>
          )}
        </div>
        <div className={styles.column}>
          <Panel title="Job">
            <JobFacts job={job} />
          </Panel>
          <Panel title="Data files">
            <Facts facts={job.files.map((file) => ({ name: file.role, value: file.name ?? <code>{file.id}</code> }))} />
          </Panel>
        </div>
      </div>
    </>
  );
}

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
