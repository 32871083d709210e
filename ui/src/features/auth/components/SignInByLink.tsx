import { Loader } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ErrorNotice } from '@/components/states';
import { useSignIn } from '../api/session';

/** Spends the one-time token of a printed link; a spent or expired one says so. */
export function SignInByLink({ token, onDone }: { token: string; onDone: () => void }) {
  const { mutate, error } = useSignIn();
  const spent = useRef(false);
  useEffect(() => {
    if (spent.current) return;
    spent.current = true;
    mutate({ token }, { onSuccess: onDone });
  }, [mutate, token, onDone]);
  if (error !== null) {
    return <ErrorNotice error={error} what="This sign-in link did not work. It can be used once; sign in with your API key instead." />;
  }
  return (
    <p role="status" style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
      <Loader size={14} /> Signing you in…
    </p>
  );
}
