import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { ApiError } from '@/lib/api-client';
import { AppLink } from './AppLink';
import { Snippet } from './Snippet';
import { useTitle } from './use-title';
import styles from './states.module.css';

/** Why there is nothing here, and what to do about it. */
export function EmptyState({ title, children, snippet }: { title: string; children?: ReactNode; snippet?: string }) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{title}</p>
      {children !== undefined && <div className={styles.emptyText}>{children}</div>}
      {snippet !== undefined && <Snippet code={snippet} label="Copy command" />}
    </div>
  );
}

/** No such thing, or none that this viewer may see: the two look alike on purpose. */
export function NotFound({ message = 'There is no such page, or you have no access to it.' }: { message?: string }) {
  useTitle('Not found');
  return (
    <div className={styles.notFound}>
      <EmptyState title={message}>
        Check the address, or go <AppLink href="/">home</AppLink>.
      </EmptyState>
    </div>
  );
}

/** What failed, in the server's own words, with a way to try again. */
export function ErrorNotice({ error, retry, what }: { error: Error; retry?: () => void; what?: string }) {
  const detail = error instanceof ApiError && error.status > 0 ? ` (${error.code})` : '';
  return (
    <div className={styles.error} role="alert">
      <CircleAlert size={16} aria-hidden className={styles.errorIcon} />
      <div>
        {what !== undefined && <p className={styles.errorTitle}>{what}</p>}
        <p>
          {error.message}
          {detail}
        </p>
        {retry !== undefined && (
          <Button size="compact-sm" variant="default" mt="sm" onClick={retry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

/** Nothing for a blink, then grey shapes of about the final size, then words. */
export function Loading({ height = 120, what }: { height?: number; what: string }) {
  const [stage, setStage] = useState<'blank' | 'shape' | 'words'>('blank');
  useEffect(() => {
    const shape = setTimeout(() => { setStage('shape'); }, 150);
    const words = setTimeout(() => { setStage('words'); }, 3000);
    return () => {
      clearTimeout(shape);
      clearTimeout(words);
    };
  }, []);
  return (
    <div className={styles.loading} style={{ minHeight: height }} data-stage={stage} role="status">
      <span className="visually-hidden">Loading {what}</span>
      {stage === 'words' && <p className={styles.waiting}>Still waiting for {what}…</p>}
    </div>
  );
}

interface QueryViewProps<T> {
  readonly query: UseQueryResult<T>;
  readonly what: string;
  readonly height?: number;
  /** The query is what the page is about: when it is not there, neither is the page. */
  readonly page?: boolean;
  readonly children: (data: T) => ReactNode;
}

/** One query's three faces. Old data stays in sight while fresh data is fetched, even when the fetch fails. */
export function QueryView<T>({ query, what, height, page = false, children }: QueryViewProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error instanceof ApiError && query.error.status === 404) {
    return page ? <NotFound message={query.error.message} /> : <EmptyState title={query.error.message} />;
  }
  if (query.error !== null) {
    return <ErrorNotice error={query.error} what={`Could not load ${what}.`} retry={() => void query.refetch()} />;
  }
  return <Loading what={what} {...(height === undefined ? {} : { height })} />;
}
