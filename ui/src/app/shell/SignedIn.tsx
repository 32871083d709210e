import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ErrorNotice, Loading } from '@/components/states';
import { Page } from '@/components/Page';
import { useSession } from '@/features/auth/api/session';
import { paths } from '@/lib/paths';
import { useHistory } from '@/lib/use-history';
import { Shell } from './Shell';

/** Every page but sign-in: without a session it sends to sign-in, which comes back here. */
export function SignedIn() {
  const session = useSession();
  const history = useHistory();
  const signedOut = session.data === null;
  useEffect(() => {
    if (!signedOut) return;
    const { pathname, search } = history.location;
    history.replace(paths.login(pathname + search));
  }, [signedOut, history]);
  if (session.isPending || signedOut) return <Loading what="your session" height={400} />;
  if (session.data === undefined) {
    return (
      <Page narrow>
        <ErrorNotice
          error={session.error}
          what="Tunebook cannot reach its server."
          retry={() => void session.refetch()}
        />
      </Page>
    );
  }
  return (
    <Shell>
      <Outlet />
    </Shell>
  );
}
