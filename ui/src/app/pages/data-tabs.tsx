import { SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { AppLink } from '@/components/AppLink';
import { Panel } from '@/components/Panel';
import { EmptyState, QueryView } from '@/components/states';
import { type ArtifactDetails, type ArtifactFile, type ArtifactSummary, useArtifactFiles, useInputsBeside } from '@/features/artifacts/api/artifacts';
import { DatasetViewer } from '@/features/tables/components/DatasetViewer';
import { DifferenceView } from '@/features/tables/components/DifferenceView';
import { InsightCard } from '@/features/tables/components/InsightCard';
import { OverlapFinding } from '@/features/tables/components/OverlapFinding';
import { TableViewer } from '@/features/tables/components/TableViewer';
import { dataState } from '@/features/tables/state';
import { paths } from '@/lib/paths';
import { useUrlState } from '@/lib/use-url-state';

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
  const rowHref = (row: number) => paths.artifact(artifact.path, 'data', { file: chosen.name, row: String(row) });
  return (
    <>
    {!isTable(chosen) && (
      <InsightCard key={chosen.name} file={{ artifact: artifact.id, path: chosen.name }} rowHref={rowHref}>
        <Leakage artifact={artifact} path={chosen.name} rowHref={rowHref} />
      </InsightCard>
    )}
    <Panel
      label="Examples"
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
    </>
  );
}

function isTable(file: ArtifactFile): boolean {
  return file.name.endsWith('.table.json');
}

function isLines(file: ArtifactFile, type: string): boolean {
  const data = type === 'training_files' || type === 'validation_files';
  return /\.jsonl$/i.test(file.name) || (data && !/\.(json|csv|parquet)$/i.test(file.name));
}

const MOST_BESIDE = 4;

/** The validation data beside training data, or the other way round: of the runs that used both. */
function Leakage({ artifact, path, rowHref }: { artifact: ArtifactDetails; path: string; rowHref: (row: number) => string }) {
  const beside = useInputsBeside(artifact.id);
  const side = artifact.path.type === 'validation_files' ? 'validation' : artifact.path.type === 'training_files' ? 'training' : undefined;
  if (side === undefined) return null;
  const wanted = side === 'training' ? 'validation_files' : 'training_files';
  return (beside.data ?? [])
    .filter((each) => each.path.type === wanted)
    .slice(0, MOST_BESIDE)
    .map((other) => <LeakageOf key={other.id} file={{ artifact: artifact.id, path }} side={side} other={other} rowHref={rowHref} />);
}

interface LeakageOfProps {
  readonly file: { readonly artifact: string; readonly path: string };
  readonly side: 'training' | 'validation';
  readonly other: ArtifactSummary;
  readonly rowHref: (row: number) => string;
}

function LeakageOf({ file, side, other, rowHref }: LeakageOfProps) {
  const files = useArtifactFiles(other.id);
  const found = files.data?.find((each) => isLines(each, other.path.type));
  if (found === undefined) return null;
  const beside = { artifact: other.id, path: found.name };
  const name = typeof other.metadata.file_name === 'string' ? other.metadata.file_name : other.path.name;
  return (
    <OverlapFinding
      validation={side === 'validation' ? file : beside}
      training={side === 'training' ? file : beside}
      side={side}
      name={name}
      rowHref={rowHref}
    />
  );
}

/** A version beside another one, by default the one before. */
export function ChangesTab({ artifact, versions }: { artifact: ArtifactDetails; versions: readonly ArtifactSummary[] }) {
  const others = versions.filter((each) => each.id !== artifact.id);
  const at = versions.findIndex((each) => each.id === artifact.id);
  const [chosen, choose] = useState(versions[at + 1]?.id ?? others[0]?.id ?? '');
  const before = others.find((each) => each.id === chosen);
  return (
    <Panel
      flush
      title="Changes"
      actions={
        <Select
          size="xs"
          aria-label="Compare with"
          data={others.map((each) => ({ value: each.id, label: `since ${each.path.version}` }))}
          value={chosen}
          allowDeselect={false}
          onChange={(id) => { if (id !== null) choose(id); }}
        />
      }
    >
      {before === undefined ? <EmptyState title="There is no other version" /> : <Changes artifact={artifact} before={before} />}
    </Panel>
  );
}

function Changes({ artifact, before }: { artifact: ArtifactDetails; before: ArtifactSummary }) {
  const files = useArtifactFiles(artifact.id);
  const filesBefore = useArtifactFiles(before.id);
  return (
    <QueryView query={files} what="files" height={200}>
      {(now) => (
        <QueryView query={filesBefore} what="files" height={200}>
          {(then) => {
            const file = now.find((each) => isLines(each, artifact.path.type));
            const old = then.find((each) => each.name === file?.name) ?? then.find((each) => isLines(each, before.path.type));
            if (file === undefined || old === undefined) {
              return <EmptyState title="Only files of examples (JSON lines) can be compared row by row" />;
            }
            return (
              <DifferenceView
                key={before.id}
                file={{ artifact: artifact.id, path: file.name }}
                before={{ artifact: before.id, path: old.name }}
                names={{ file: artifact.path.version, before: before.path.version }}
              />
            );
          }}
        </QueryView>
      )}
    </QueryView>
  );
}
