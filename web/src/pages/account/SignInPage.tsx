/** The way in. */
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { ApiProblem, messageOf } from '~/api/problem';
import { DoorStep } from '~/components/account/DoorStep';
import { SignInForm } from '~/components/account/SignInForm';
import { usePageTitle } from '~/pages/use-page-title';
import { setupQuery, useSignIn } from '~/services/session';

export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  usePageTitle('Sign in');
  const signIn = useSignIn();
  const setup = useQuery(setupQuery);
  if (setup.data?.needed) {
    return (
      <DoorStep title="Not set up yet">
        <Text>
          This installation has no account. Open the one-time link that <code>billhook serve</code> printed
          when it first started.
        </Text>
      </DoorStep>
    );
  }
  return (
    <DoorStep title="Sign in">
      <SignInForm
        failure={failureOf(signIn.error)}
        isPending={signIn.isPending}
        onSubmit={(values) => {
          signIn.mutate(values, { onSuccess: onSignedIn });
        }}
      />
    </DoorStep>
  );
}

function failureOf(error: Error | null): string | null {
  if (error === null) return null;
  if (error instanceof ApiProblem && error.status === 401)
    return 'This e-mail address and password do not match.';
  return messageOf(error);
}
