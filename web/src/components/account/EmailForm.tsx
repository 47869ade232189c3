/** An e-mail address, to which a link is to be sent. */
import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';

import { Failure } from '~/components/base/Failure';

export interface EmailFormProps {
  /** The words on the button. */
  submit: string;
  isPending: boolean;
  failure: string | null;
  onSubmit: (email: string) => void;
}

export function EmailForm({ submit, isPending, failure, onSubmit }: EmailFormProps) {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '' },
    validate: { email: (email) => (/.@./.test(email) ? null : 'Your e-mail address') },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ email }) => {
        onSubmit(email.trim());
      })}
    >
      <Stack gap="sm">
        {failure !== null && <Failure message={failure} />}
        <TextInput
          autoComplete="username"
          key={form.key('email')}
          label="E-mail"
          type="email"
          {...form.getInputProps('email')}
        />
        <Button fullWidth loading={isPending} mt="xs" type="submit">
          {submit}
        </Button>
      </Stack>
    </form>
  );
}
