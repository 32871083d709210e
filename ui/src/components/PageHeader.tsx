import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { AppLink } from './AppLink';
import styles from './PageHeader.module.css';

/** One step of the way here. */
export interface Step {
  readonly label: string;
  readonly href: string;
}

interface PageHeaderProps {
  readonly title: ReactNode;
  /** Where the page stands, from the outside in; the page itself is not among the steps. */
  readonly trail?: readonly Step[];
  readonly before?: ReactNode;
  /** Small controls that belong to the title. */
  readonly after?: ReactNode;
  readonly facts?: ReactNode;
  readonly actions?: ReactNode;
}

/** A page's one h1 with the way to it above, and what goes beside and below it. */
export function PageHeader({ title, trail = [], before, after, facts, actions }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      {trail.length > 0 && (
        <nav aria-label="Where this page stands">
          <ol className={styles.trail}>
            {trail.map((step, position) => (
              <li key={step.href}>
                {position > 0 && <ChevronRight size={12} aria-hidden />}
                <AppLink href={step.href}>{step.label}</AppLink>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className={styles.line}>
        {before}
        <h1 className={styles.title}>{title}</h1>
        {after}
        <div className={styles.actions}>{actions}</div>
      </div>
      {facts !== undefined && <div className={styles.facts}>{facts}</div>}
    </header>
  );
}
