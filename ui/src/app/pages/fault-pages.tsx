import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Page } from '@/components/Page';
import { ErrorNotice, NotFound } from '@/components/states';
import { useTitle } from '@/components/use-title';

/** An address no page has. */
export function NotFoundPage() {
  useTitle('Not found');
  return (
    <Page>
      <NotFound />
    </Page>
  );
}

/** A fault of the app itself. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  useTitle('Something broke');
  return (
    <Page narrow>
      <h1>This page broke</h1>
      <ErrorNotice error={error instanceof Error ? error : new Error(String(error))} what="A fault in the web app, not in your data." />
      <div>
        <Button onClick={reset}>Show the page again</Button>
      </div>
    </Page>
  );
}
