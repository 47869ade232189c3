/** The first account of an installation, and its first tenant. */
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';

import type { NewSetup } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import { checkPassword, MIN_PASSWORD } from '~/words/password';

/** What the form asks for; the token comes with the link. */
export type SetupValues = Omit<NewSetup, 'token'>;

export interface SetupFormProps {
  isPending: boolean;
  failure: string | null;
  /** What the server said about single fields. */
  fieldErrors: Partial<Record<keyof SetupValues, string>>;
  onSubmit: (values: SetupValues) => void;
}

export function SetupForm({ isPending, failure, fieldErrors, onSubmit }: SetupFormProps) {
  const form = useForm<SetupValues>({
    mode: 'uncontrolled',
    initialValues: { tenant_name: '', name: '', email: '', password: '' },
    validate: {
      tenant_name: (name) => (name.trim() === '' ? 'A name for your organisation' : null),
      name: (name) => (name.trim() === '' ? 'Your name' : null),
      email: (email) => (/.@./.test(email) ? null : 'An e-mail address'),
      password: checkPassword,
    },
  });
  const field = (name: keyof SetupValues) => {
    const props = form.getInputProps(name);
    const own: unknown = props.error;
    return { ...props, error: typeof own === 'string' ? own : fieldErrors[name] };
  };
  return (
    <form noValidate onSubmit={form.onSubmit(onSubmit)}>
      <Stack gap="sm">
        {failure !== null && <Failure message={failure} />}
        <TextInput
          autoComplete="organization"
          description="The first tenant: the organisation whose events are sent."
          key={form.key('tenant_name')}
          label="Organisation"
          {...field('tenant_name')}
        />
        <TextInput autoComplete="name" key={form.key('name')} label="Your name" {...field('name')} />
        <TextInput
          autoComplete="email"
          key={form.key('email')}
          label="E-mail"
          type="email"
          {...field('email')}
        />
        <PasswordInput
          autoComplete="new-password"
          description={`At least ${MIN_PASSWORD} characters.`}
          key={form.key('password')}
          label="Password"
          {...field('password')}
        />
        <Button fullWidth loading={isPending} mt="xs" type="submit">
          Set up Billhook
        </Button>
      </Stack>
    </form>
  );
}
