import { AppLink } from '@/components/AppLink';
import { Tags } from '@/components/Tags';
import { TimeText } from '@/components/TimeText';
import { type ArtifactTab, paths } from '@/lib/paths';
import type { ArtifactSummary } from '../api/artifacts';
import styles from './VersionRail.module.css';

/** The versions of a collection, newest first, with their aliases. */
export function VersionRail({ versions, current, tab }: { versions: readonly ArtifactSummary[]; current: string; tab: ArtifactTab }) {
  return (
    <nav className={styles.rail} aria-label="Versions">
      <p className={styles.head}>{versions.length === 1 ? '1 version' : `${versions.length} versions`}</p>
      <ul className={styles.list}>
        {versions.map((each) => (
          <li key={each.id}>
            <AppLink
              href={paths.artifact(each.path, tab)}
              className={styles.version}
              {...(each.id === current ? { 'aria-current': 'page' as const } : {})}
            >
              <span className={styles.line}>
                <strong>{each.path.version}</strong>
                <span className={styles.when}>
                  <TimeText value={each.createdAt} />
                </span>
              </span>
              <Tags strong values={each.aliases} />
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
