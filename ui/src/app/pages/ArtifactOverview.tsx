import { AppLink } from '@/components/AppLink';
import { Copyable } from '@/components/Copyable';
import { type Fact, Facts } from '@/components/Facts';
import { Panel } from '@/components/Panel';
import { EmptyState, QueryView } from '@/components/states';
import { TimeText } from '@/components/TimeText';
import { type ArtifactDetails, useRunArtifacts } from '@/features/artifacts/api/artifacts';
import { useModelRecord } from '@/features/finetunes/api/fine-tune';
import { Hyperparameters } from '@/features/finetunes/components/Hyperparameters';
import { JobFacts } from '@/features/finetunes/components/JobFacts';
import { JobErrorBox } from '@/features/finetunes/components/JobHeader';
import { CheckpointCard, ModelCard } from '@/features/finetunes/components/ModelCard';
import { TryIt } from '@/features/finetunes/components/TryIt';
import { type Job, jobOf } from '@/features/finetunes/job';
import { formatBytes } from '@/lib/format';
import { type ArtifactPath, paths, type RunPath } from '@/lib/paths';
import styles from './ArtifactOverview.module.css';
import { Datasets } from './Datasets';

/** What a version is, who made it and who used it; a fine-tuned model also as its card. */
export function ArtifactOverview({ artifact }: { artifact: ArtifactDetails }) {
  return (
    <>
      {typeof artifact.metadata.fine_tuned_model === 'string' && <FineTunedModel artifact={artifact} />}
      {artifact.description !== '' && (
        <Panel title="Description">
          <p className={styles.description}>{artifact.description}</p>
        </Panel>
      )}
      <div className={styles.columns}>
        <Panel title="Version">
          <Facts facts={factsOf(artifact)} />
        </Panel>
        <Panel title="Used by">
          {artifact.usedBy.length === 0 ? (
            <p className={styles.none}>No run has used this version.</p>
          ) : (
            <ul className={styles.users}>
              {artifact.usedBy.map((run) => (
                <li key={run.id}>
                  <RunLink run={run} path={artifact.path} />
                </li>
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </>
  );
}

interface LinkedRun {
  readonly name: string;
  readonly displayName: string | null;
  readonly project: { readonly name: string; readonly entityName: string } | null;
}

function RunLink({ run, path }: { run: LinkedRun; path: ArtifactPath }) {
  return <AppLink href={paths.run(runPathOf(run, path))}>{run.displayName ?? run.name}</AppLink>;
}

function runPathOf(run: LinkedRun, path: ArtifactPath): RunPath {
  const { entityName, name: project } = run.project ?? { entityName: path.entity, name: path.project };
  return { entity: entityName, project, run: run.name };
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
function FineTunedModel({ artifact }: { artifact: ArtifactDetails }) {
  return (
    <QueryView query={useModelRecord(artifact.id)} what="model" height={160}>
      {({ fineTune }) => (fineTune === null ? <Checkpoint artifact={artifact} /> : <ModelOf job={jobOf(fineTune)} artifact={artifact} />)}
    </QueryView>
  );
}

/** A model whose metadata tell of no job: one saved on the way, or another's. */
function Checkpoint({ artifact }: { artifact: ArtifactDetails }) {
  const { fine_tuned_model: model, step_number: step, fine_tuning_job_id: job } = artifact.metadata;
  if (typeof model !== 'string') return null;
  return (
    <>
      {typeof step === 'number' && typeof job === 'string' && <CheckpointCard model={model} step={step} job={job} />}
      <Panel title="Try it">
        <TryIt model={model} />
      </Panel>
    </>
  );
}

function ModelOf({ job, artifact }: { job: Job; artifact: ArtifactDetails }) {
  return (
    <>
      <ModelCard job={job} />
      <JobErrorBox job={job} />
      <div className={styles.columns}>
        <Panel title="Job">
          <JobFacts job={job} />
        </Panel>
        <Panel title="Hyperparameters">
          <Hyperparameters job={job} />
        </Panel>
        <Panel title="Trained on">
          <TrainedOn artifact={artifact} job={job} />
        </Panel>
        {job.model !== undefined && (
          <Panel title="Try it">
            <TryIt model={job.model} />
          </Panel>
        )}
      </div>
    </>
  );
}

function TrainedOn({ artifact, job }: { artifact: ArtifactDetails; job: Job }) {
  const maker = artifact.createdBy;
  if (maker?.__typename !== 'Run') return <Datasets job={job} inputs={[]} />;
  return <InputsOf run={runPathOf(maker, artifact.path)} job={job} />;
}

function InputsOf({ run, job }: { run: RunPath; job: Job }) {
  const artifacts = useRunArtifacts(run);
  if (artifacts.data?.inputs.length === 0 && job.files.length === 0) return <EmptyState title="No datasets recorded" />;
  return (
    <QueryView query={artifacts} what="datasets" height={60}>
      {({ inputs }) => <Datasets job={job} inputs={inputs} />}
    </QueryView>
  );
}
