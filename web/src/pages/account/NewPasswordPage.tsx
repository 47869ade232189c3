/** Setting a new password by the link of a mail. */
import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { detailOf } from '~/api/problem';
import { DoorStep } from '~/components/account/DoorStep';
import { LinkProblem } from '~/components/account/LinkProblem';
import { NewPasswordForm } from '~/components/account/NewPasswordForm';
import { ButtonLink } from '~/components/base/links';
import { sortErrors } from '~/pages/field-errors';
import { usePageTitle } from '~/pages/use-page-title';
import { passwordResetQuery, useConfirmPassword } from '~/services/account';

/** `token` is from the link; null if it came without. */
export function NewPasswordPage({ token }: { token: string | null }) {
  usePageTitle('New password');
  const reset = useQuery({ ...passwordResetQuery(token ?? ''), enabled: token !== null });
  const confirm = useConfirmPassword();
  const { failure, fieldErrors } = useMemo(() => sortErrors(confirm.error, fieldOf), [confirm.error]);
  if (confirm.isSuccess) {
    return (
      <DoorStep title="The new password is set">
        <Text mb="md" role="status">
          You were signed out everywhere. Sign in with the new password.
        </Text>
        <ButtonLink fullWidth to="/sign-in">
          Sign in
        </ButtonLink>
      </DoorStep>
    );
  }
  if (token === null || reset.error !== null) {
    return (
      <LinkProblem message={reset.error === null ? null : detailOf(reset.error)}>
        <ButtonLink fullWidth to="/reset-password">
          Ask for a new link
        </ButtonLink>
      </LinkProblem>
    );
  }
  return (
    <DoorStep title="New password" {...(reset.data && { words: `For ${reset.data.email}.` })}>
      {reset.data === undefined ? (
        <Skeleton aria-busy="true" h={132} />
      ) : (
        <NewPasswordForm
          asksForCurrent={false}
          email={reset.data.email}
          failure={failure}
          fieldErrors={fieldErrors}
          isPending={confirm.isPending}
          onSubmit={({ password }) => {
            confirm.mutate({ token, password });
          }}
          submit="Set the password"
        />
      )}
    </DoorStep>
  );
}

function fieldOf(pointer: string): 'password' | null {
  return pointer === '/password' ? 'password' : null;
}
