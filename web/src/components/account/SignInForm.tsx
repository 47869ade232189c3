/** E-mail and password. */
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';

import type { SignIn } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import { TextLink } from '~/components/base/links';

export interface SignInFormProps {
  isPending: boolean;
  failure: string | null;
  onSubmit: (values: SignIn) => void;
}

export function SignInForm({ isPending, failure, onSubmit }: SignInFormProps) {
  const form = useForm<SignIn>({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (email) => (email.includes('@') ? null : 'Your e-mail address'),
      password: (password) => (password === '' ? 'Your password' : null),
    },
  });
  return (
    <form noValidate onSubmit={form.onSubmit(onSubmit)}>
      <Stack gap="sm">
        {failure !== null && <Failure message={failure} />}
        <TextInput
          autoComplete="username"
          data-autofocus
          key={form.key('email')}
          label="E-mail"
          type="email"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          autoComplete="current-password"
          key={form.key('password')}
          label="Password"
          {...form.getInputProps('password')}
        />
        <Button fullWidth loading={isPending} mt="xs" type="submit">
          Sign in
        </Button>
        <TextLink mx="auto" size="sm" to="/reset-password">
          Forgot your password?
        </TextLink>
      </Stack>
    </form>
  );
}
