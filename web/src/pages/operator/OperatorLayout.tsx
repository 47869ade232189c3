/** Everything that is the operator's: the way in, or the frame with a page. */
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';

import { ApiProblem, detailOf } from '~/api/problem';
import { DoorStep } from '~/components/account/DoorStep';
import { OperatorFrame } from '~/components/operator/OperatorFrame';
import { OperatorSignInForm } from '~/components/operator/OperatorSignInForm';
import { OneThing } from '~/pages/OneThing';
import { usePageTitle } from '~/pages/use-page-title';
import { operatorQuery, useOperatorSignIn, useOperatorSignOut } from '~/services/operator';

export function OperatorLayout() {
  const operator = useQuery(operatorQuery);
  const signOut = useOperatorSignOut();
  return (
    <OneThing query={operator}>
      {(operator) =>
        operator === null ? (
          <OperatorDoor />
        ) : (
          <OperatorFrame
            name={operator.name}
            onSignOut={() => {
              signOut.mutate();
            }}
          >
            <Outlet />
          </OperatorFrame>
        )
      }
    </OneThing>
  );
}

function OperatorDoor() {
  usePageTitle('Operator');
  const signIn = useOperatorSignIn();
  return (
    <DoorStep title="Operator">
      <OperatorSignInForm
        failure={failureOf(signIn.error)}
        isPending={signIn.isPending}
        onSubmit={(token) => {
          signIn.mutate(token.trim());
        }}
      />
    </DoorStep>
  );
}

function failureOf(error: Error | null): string | null {
  if (error === null) return null;
  if (error instanceof ApiProblem && error.status === 422)
    return 'This is not a token of the operator, or it was revoked.';
  return detailOf(error);
}
