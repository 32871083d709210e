import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { AppLink } from '@/components/AppLink';
import { Page } from '@/components/Page';
import { EmptyState, ErrorNotice } from '@/components/states';
import { useTitle } from '@/components/use-title';

/** No such page, or none that this viewer may see: the two look alike on purpose. */
export function NotFoundPage() {
  useTitle('Not found');
  return (
    <Page>
      <EmptyState title="There is no such page, or you have no access to it.">
        Check the address, or go <AppLink href="/">home</AppLink>.
      </EmptyState>
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
