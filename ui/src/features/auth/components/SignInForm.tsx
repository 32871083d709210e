import { Button, PasswordInput, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { ErrorNotice } from '@/components/states';
import { type Credentials, useSignIn } from '../api/session';

type Way = 'key' | 'password';

/** Signs in by API key or by user name and password; `onDone` follows once the session stands. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const [way, setWay] = useState<Way>('key');
  const [apiKey, setApiKey] = useState('');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useSignIn();

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const credentials: Credentials = way === 'key' ? { apiKey: apiKey.trim() } : { username: username.trim(), password };
    signIn.mutate(credentials, { onSuccess: onDone });
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="Way to sign in"
          value={way}
          onChange={(value) => {
            setWay(value === 'password' ? 'password' : 'key');
            signIn.reset();
          }}
          data={[
            { value: 'key', label: 'API key' },
            { value: 'password', label: 'Password' },
          ]}
        />
        {way === 'key' ? (
          <PasswordInput
            label="API key"
            description="The one you use with wandb login, or the administrator's from DIR/admin.key."
            autoComplete="current-password"
            data-autofocus
            required
            withAsterisk={false}
            value={apiKey}
            onChange={(event) => { setApiKey(event.currentTarget.value); }}
          />
        ) : (
          <>
            <TextInput
              label="User name"
              autoComplete="username"
              required
              withAsterisk={false}
              value={username}
              onChange={(event) => { setUsername(event.currentTarget.value); }}
            />
            <PasswordInput
              label="Password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={password}
              onChange={(event) => { setPassword(event.currentTarget.value); }}
            />
          </>
        )}
        {signIn.error !== null && <ErrorNotice error={signIn.error} what="Could not sign in." />}
        <Button type="submit" fullWidth loading={signIn.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
