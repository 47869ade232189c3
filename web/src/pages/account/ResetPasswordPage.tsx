/** Asking for a link that sets a new password. Whether the address has an account is not told to anybody. */
import { Stack, Text } from '@mantine/core';

import { messageOf } from '~/api/problem';
import { DoorStep } from '~/components/account/DoorStep';
import { EmailForm } from '~/components/account/EmailForm';
import { TextLink } from '~/components/base/links';
import { usePageTitle } from '~/pages/use-page-title';
import { useAskForPassword } from '~/services/account';
import { duration } from '~/words/time';

export function ResetPasswordPage() {
  usePageTitle('Forgotten password');
  const ask = useAskForPassword();
  if (ask.isSuccess) {
    return (
      <DoorStep title="Look at your mail">
        <Stack gap="md" role="status">
          <Text>
            If <bdi>{ask.variables}</bdi> has an account here, a link to set a new password is on its way. It
            works once, for {duration(ask.data.expires_in_s * 1_000)}.
          </Text>
          <TextLink to="/sign-in">Back to the sign-in</TextLink>
        </Stack>
      </DoorStep>
    );
  }
  return (
    <DoorStep title="Forgotten password" words="We mail you a link to set a new one.">
      <Stack gap="sm">
        <EmailForm
          failure={ask.error === null ? null : messageOf(ask.error)}
          isPending={ask.isPending}
          onSubmit={(email) => {
            ask.mutate(email);
          }}
          submit="Send the link"
        />
        <TextLink mx="auto" size="sm" to="/sign-in">
          Back to the sign-in
        </TextLink>
      </Stack>
    </DoorStep>
  );
}
