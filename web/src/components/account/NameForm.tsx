/** What a person is called. */
import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';

import { Failure } from '~/components/base/Failure';

export interface NameFormProps {
  /** What they are called now. */
  name: string;
  isPending: boolean;
  failure: string | null;
  /** What the server said about the field. */
  fieldErrors: { name?: string };
  onSave: (name: string) => void;
}

export function NameForm({ name, isPending, failure, fieldErrors, onSave }: NameFormProps) {
  const form = useForm({
    initialValues: { name },
    validate: { name: (name) => (name.trim() === '' ? 'Your name' : null) },
  });
  const { setErrors } = form;
  useEffect(() => {
    setErrors(fieldErrors);
  }, [fieldErrors, setErrors]);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        const name = values.name.trim();
        form.setValues({ name });
        onSave(name);
      })}
    >
      <Stack align="start" gap="sm">
        {failure !== null && <Failure message={failure} />}
        <TextInput
          autoComplete="name"
          description="Everybody in your tenants sees it."
          dir="auto"
          label="Your name"
          w="100%"
          {...form.getInputProps('name')}
        />
        <Button loading={isPending} mt="xs" type="submit">
          Save
        </Button>
      </Stack>
    </form>
  );
}
