/** A password that is to be, typed once and shown on demand; with the present one where that has to be known. */
import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';

import { Failure } from '~/components/base/Failure';
import { checkPassword, MIN_PASSWORD } from '~/words/password';

export interface NewPasswordValues {
  /** Empty where it is not asked for. */
  current: string;
  password: string;
}

export interface NewPasswordFormProps {
  /** Whose password it is, for the browser's store of passwords. */
  email: string;
  asksForCurrent: boolean;
  /** The words on the button. */
  submit: string;
  isPending: boolean;
  failure: string | null;
  /** What the server said about single fields. */
  fieldErrors: Partial<Record<keyof NewPasswordValues, string>>;
  onSubmit: (values: NewPasswordValues) => void;
}

export function NewPasswordForm(props: NewPasswordFormProps) {
  const { email, asksForCurrent, submit, isPending, failure, fieldErrors, onSubmit } = props;
  const form = useForm<NewPasswordValues>({
    mode: 'uncontrolled',
    initialValues: { current: '', password: '' },
    validate: {
      current: (current) => (asksForCurrent && current === '' ? 'The password that you have now' : null),
      password: checkPassword,
    },
  });
  return (
    <form noValidate onSubmit={form.onSubmit(onSubmit)}>
      <Stack gap="sm">
        {failure !== null && <Failure message={failure} />}
        <input autoComplete="username" hidden name="email" readOnly type="email" value={email} />
        {asksForCurrent && (
          <PasswordInput
            autoComplete="current-password"
            key={form.key('current')}
            label="Present password"
            {...form.getInputProps('current')}
            error={form.errors.current ?? fieldErrors.current}
          />
        )}
        <PasswordInput
          autoComplete="new-password"
          description={`At least ${MIN_PASSWORD} characters.`}
          key={form.key('password')}
          label="New password"
          {...form.getInputProps('password')}
          error={form.errors.password ?? fieldErrors.password}
        />
        <Button loading={isPending} mt="xs" type="submit">
          {submit}
        </Button>
      </Stack>
    </form>
  );
}
