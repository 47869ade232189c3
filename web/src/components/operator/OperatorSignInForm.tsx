/** The operator's way in: a token. */
import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { Failure } from '~/components/base/Failure';

export interface OperatorSignInFormProps {
  isPending: boolean;
  failure: string | null;
  onSubmit: (token: string) => void;
}

export function OperatorSignInForm({ isPending, failure, onSubmit }: OperatorSignInFormProps) {
  const [token, setToken] = useState('');
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        onSubmit(token);
      }}
    >
      <Stack gap="md">
        <Text c="dimmed" size="sm">
          With a token of <code>billhook admin create-operator-token</code>. You stay signed in for eight
          hours; the token itself is not kept in this browser.
        </Text>
        {failure !== null && <Failure message={failure} />}
        <PasswordInput
          autoComplete="off"
          data-autofocus
          label="Token"
          onChange={({ currentTarget }) => {
            setToken(currentTarget.value);
          }}
          placeholder="bho_…"
          required
          value={token}
        />
        <Button loading={isPending} type="submit">
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
