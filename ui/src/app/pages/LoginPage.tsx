import { useCallback, useEffect, useState } from 'react';
import { useTitle } from '@/components/use-title';
import { useSession } from '@/features/auth/api/session';
import { AuthFrame } from '@/features/auth/components/AuthFrame';
import { SignInByLink } from '@/features/auth/components/SignInByLink';
import { SignInForm } from '@/features/auth/components/SignInForm';
import { codec, parseSearch, text } from '@/lib/url-state';
import { useHistory } from '@/lib/use-history';

const loginState = codec<{ token: string; next: string }>({ token: text(), next: text('/') });

/** `/login`, and `/login?token=…` as the server prints it at its first start. */
export function LoginPage() {
  useTitle('Sign in');
  const history = useHistory();
  // As this page was opened: once signed in the address is already the next page's while this one still stands.
  const [{ token, next }] = useState(() => loginState.read(parseSearch(history.location.search)));
  const done = useCallback(() => {
    history.replace(ownAddress(next));
  }, [history, next]);
  return (
    <AuthFrame title="Sign in" lead="Keeps the book of your fine-tunes.">
      {token === '' ? <LeaveWhenSignedIn onDone={done} /> : <SignInByLink token={token} onDone={done} />}
      <SignInForm onDone={done} />
    </AuthFrame>
  );
}

/** Who already is signed in need not sign in. */
function LeaveWhenSignedIn({ onDone }: { onDone: () => void }) {
  const session = useSession();
  const already = session.data != null;
  useEffect(() => {
    if (already) onDone();
  }, [already, onDone]);
  return null;
}

/** Only an address of this app is followed after signing in. */
function ownAddress(next: string): string {
  return /^\/(?![/\\])/.test(next) ? next : '/';
}
