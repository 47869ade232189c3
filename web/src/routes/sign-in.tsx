import { createFileRoute, useRouter } from '@tanstack/react-router';

import { SignInPage } from '~/pages/account/SignInPage';

interface SignInSearch {
  /** Where to go after signing in: a path of this console. */
  next?: string | undefined;
}

export const Route = createFileRoute('/sign-in')({
  validateSearch: ({ next }): SignInSearch => (isOwnPath(next) ? { next } : {}),
  component: SignIn,
});

/** Only paths, so that a link cannot send the user to another site. */
function isOwnPath(next: unknown): next is string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next);
}

function SignIn() {
  const { next = '/' } = Route.useSearch();
  const router = useRouter();
  return (
    <SignInPage
      onSignedIn={() => {
        router.history.push(next);
      }}
    />
  );
}
