/** The first account of an installation, by the one-time link. */
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { DoorStep } from '~/components/account/DoorStep';
import { SetupForm, type SetupValues } from '~/components/account/SetupForm';
import { TextLink } from '~/components/base/links';
import { sortErrors } from '~/pages/field-errors';
import { usePageTitle } from '~/pages/use-page-title';
import { setupQuery, useSetup } from '~/services/session';

export interface SetupPageProps {
  /** From the link; without one nothing can be set up. */
  token: string | null;
  onDone: () => void;
}

export function SetupPage({ token, onDone }: SetupPageProps) {
  usePageTitle('Set up');
  const status = useQuery(setupQuery);
  const setup = useSetup();
  const { failure, fieldErrors } = useMemo(() => sortErrors(setup.error, fieldOf), [setup.error]);
  if (status.data?.needed === false && !setup.isSuccess) {
    return (
      <DoorStep title="Already set up">
        <Text>
          This installation has an account.{' '}
          <TextLink to="/sign-in" underline="always">
            Sign in
          </TextLink>
        </Text>
      </DoorStep>
    );
  }
  if (token === null) {
    return (
      <DoorStep title="The link is not whole">
        <Text>
          Open the one-time link as <code>billhook serve</code> printed it, with everything after the question
          mark.
        </Text>
      </DoorStep>
    );
  }
  return (
    <DoorStep
      title="Set up Billhook"
      words="The first account may do everything. You can invite others later."
    >
      <SetupForm
        failure={failure}
        fieldErrors={fieldErrors}
        isPending={setup.isPending}
        onSubmit={(values) => {
          setup.mutate({ token, ...values }, { onSuccess: onDone });
        }}
      />
    </DoorStep>
  );
}

function fieldOf(pointer: string): keyof SetupValues | null {
  const fields: string[] = ['tenant_name', 'name', 'email', 'password'];
  const name = pointer.slice(1);
  return fields.includes(name) ? (name as keyof SetupValues) : null;
}
