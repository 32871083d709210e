import { AppLink } from '@/components/AppLink';
import { EmptyState } from '@/components/states';
import type { ArtifactSummary } from '@/features/artifacts/api/artifacts';
import type { Job } from '@/features/finetunes/job';
import { formatBytes, formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';
import styles from './Datasets.module.css';

/** The data a job was given, each with its way into the viewer and the lineage; a file not stored is named. */
export function Datasets({ job, inputs }: { job: Job; inputs: readonly ArtifactSummary[] }) {
  if (job.files.length === 0 && inputs.length === 0) return <EmptyState title="No datasets recorded" />;
  const rest = inputs.filter((each) => !job.files.some((file) => holds(each, file.id)));
  return (
    <ul className={styles.list}>
      {job.files.map((file) => {
        const artifact = inputs.find((each) => holds(each, file.id));
        return (
          <Dataset key={file.id} title={file.role === 'training' ? 'Training' : 'Validation'} name={file.name ?? file.id} artifact={artifact} />
        );
      })}
      {rest.map((each) => (
        <Dataset key={each.id} title={each.path.type} name={each.path.name} artifact={each} />
      ))}
    </ul>
  );
}

function holds(artifact: ArtifactSummary, file: string): boolean {
  return artifact.path.name.includes(file) || artifact.aliases.includes(file);
}

function Dataset({ title, name, artifact }: { title: string; name: string; artifact: ArtifactSummary | undefined }) {
  const items = artifact?.metadata.items;
  return (
    <li>
      <span className={styles.role}>{title}</span>
      {artifact === undefined ? (
        <span>{name} (not stored)</span>
      ) : (
        <>
          <AppLink href={paths.artifact(artifact.path, 'data')}>{name}</AppLink>
          <span className={styles.detail}>
            {typeof items === 'number' ? `${formatCount(items)} examples · ` : ''}
            {formatBytes(artifact.size)} ·{' '}
            <AppLink href={paths.artifact(artifact.path, 'lineage')}>lineage</AppLink>
          </span>
        </>
      )}
    </li>
  );
}
