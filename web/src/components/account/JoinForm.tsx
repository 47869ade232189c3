/** Accepting an invitation: a new person says who they are, a known one proves it. */
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';

import type { InvitationOffer } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import { checkPassword, MIN_PASSWORD } from '~/words/password';

export interface JoinValues {
  name: string;
  password: string;
}

export interface JoinFormProps {
  offer: InvitationOffer;
  /** The invited person is signed in to their account already, so nothing has to be asked. */
  isSignedIn: boolean;
  isPending: boolean;
  failure: string | null;
  fieldErrors: Partial<Record<keyof JoinValues, string>>;
  onSubmit: (values: JoinValues) => void;
}

export function JoinForm({ offer, isSignedIn, isPending, failure, fieldErrors, onSubmit }: JoinFormProps) {
  const isNew = offer.account === 'new';
  const form = useForm<JoinValues>({
    mode: 'uncontrolled',
    initialValues: { name: '', password: '' },
    validate: {
      name: (name) => (isNew && name.trim() === '' ? 'Your name' : null),
      password: (password) => {
        if (isNew) return checkPassword(password);
        return !isSignedIn && password === '' ? 'Your password' : null;
      },
    },
  });
  return (
    <form noValidate onSubmit={form.onSubmit(onSubmit)}>
      <Stack gap="sm">
        {failure !== null && <Failure message={failure} />}
        <TextInput autoComplete="username" label="E-mail" readOnly type="email" value={offer.email} />
        {isNew && (
          <TextInput
            autoComplete="name"
            key={form.key('name')}
            label="Your name"
            {...form.getInputProps('name')}
            error={form.errors.name ?? fieldErrors.name}
          />
        )}
        {(isNew || !isSignedIn) && (
          <PasswordInput
            autoComplete={isNew ? 'new-password' : 'current-password'}
            description={
              isNew ? `At least ${MIN_PASSWORD} characters.` : 'Of the account that you have here.'
            }
            key={form.key('password')}
            label="Password"
            {...form.getInputProps('password')}
            error={form.errors.password ?? fieldErrors.password}
          />
        )}
        <Button fullWidth loading={isPending} mt="xs" type="submit">
          Join
        </Button>
      </Stack>
    </form>
  );
}
