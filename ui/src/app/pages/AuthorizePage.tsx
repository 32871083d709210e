import { useTitle } from '@/components/use-title';
import { useSession } from '@/features/auth/api/session';
import { AuthFrame } from '@/features/auth/components/AuthFrame';
import { SignInForm } from '@/features/auth/components/SignInForm';
import { MakeApiKey } from '@/features/settings/components/MakeApiKey';
import { Loading } from '@/components/states';

/** The address every `wandb login` prints: sign in where needed, then make a key. */
export function AuthorizePage() {
  useTitle('Authorize');
  const session = useSession();
  if (session.isPending) return <Loading what="your session" />;
  if (session.data == null) {
    return (
      <AuthFrame title="Sign in" lead="Then this page makes an API key for your program.">
        <SignInForm onDone={() => undefined} />
      </AuthFrame>
    );
  }
  const today = new Date().toISOString().slice(0, 10);
  return (
    <AuthFrame title="Create an API key" lead={`Signed in as ${session.data.username}. The key lets a program log runs in your name.`}>
      <MakeApiKey suggestion={`${location.hostname} · ${today}`} />
    </AuthFrame>
  );
}
