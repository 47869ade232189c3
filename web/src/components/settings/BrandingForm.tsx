/** A tenant's own name, colour and logo on its console. */
import { Button, FileButton, Group, Input, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useId } from 'react';

import type { Branding, BrandingPatch } from '~/api/shapes';
import { Failure } from '~/components/base/Failure';
import { useLeaveQuestion } from '~/components/base/leave-question';
import classes from '~/components/settings/BrandingForm.module.css';
import { changeOf, MAX_LOGO, valuesOf, type BrandingValues } from '~/components/settings/branding-values';

export interface BrandingFormProps {
  branding: Branding;
  /** False for those who may only read it. */
  mayEdit: boolean;
  isPending: boolean;
  failure: string | null;
  fieldErrors: Partial<Record<keyof BrandingValues, string>>;
  onSave: (change: BrandingPatch) => void;
}

export function BrandingForm(props: BrandingFormProps) {
  const { branding, mayEdit, isPending, failure, fieldErrors, onSave } = props;
  const before = valuesOf(branding);
  const form = useForm<BrandingValues>({ initialValues: before });
  const { setErrors } = form;
  useEffect(() => {
    setErrors(fieldErrors);
  }, [fieldErrors, setErrors]);
  const change = changeOf(form.values, before);
  const { question } = useLeaveQuestion(change !== null);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        const change = changeOf(values, before);
        if (change !== null) onSave(change);
      })}
    >
      <Stack gap="md">
        {failure !== null && <Failure message={failure} />}
        <TextInput
          description="In the window’s title and above the navigation. Empty: as in the whole installation."
          dir="auto"
          disabled={!mayEdit}
          label="Name of the console"
          maxLength={60}
          {...form.getInputProps('name')}
        />
        <TextInput
          description="Six hexadecimal digits. Where white could not be read on it, a darker one is taken."
          disabled={!mayEdit}
          label="Colour"
          placeholder="#17596c"
          {...form.getInputProps('colour')}
        />
        <Logo
          disabled={!mayEdit}
          error={form.errors.logo}
          logo={form.values.logo}
          onChange={(logo) => {
            form.setFieldValue('logo', logo);
          }}
          onRefuse={(why) => {
            form.setFieldError('logo', why);
          }}
        />
        {mayEdit && (
          <div>
            <Button disabled={change === null} loading={isPending} type="submit">
              Save branding
            </Button>
          </div>
        )}
        {question}
      </Stack>
    </form>
  );
}

interface LogoProps {
  logo: string | null;
  disabled: boolean;
  error: React.ReactNode;
  onChange: (logo: string | null) => void;
  onRefuse: (why: string) => void;
}

function Logo({ logo, disabled, error, onChange, onRefuse }: LogoProps) {
  const id = useId();
  const choose = (file: File | null) => {
    if (file === null) return;
    if (file.size > MAX_LOGO) onRefuse('The file is larger than 64 KiB: use a smaller image.');
    else void dataUrlOf(file).then(onChange);
  };
  return (
    <Input.Wrapper
      description="A PNG, JPEG or WebP file of at most 64 KiB. It stands beside the name."
      error={error}
      id={id}
      label="Logo"
      labelElement="div"
    >
      <Group gap="sm" mt="xs">
        {logo === null ? 'None of its own.' : <img alt="The logo" className={classes.logo} src={logo} />}
        {!disabled && (
          <FileButton accept="image/png,image/jpeg,image/webp" onChange={choose}>
            {(props) => (
              <Button size="xs" variant="default" {...props}>
                {logo === null ? 'Choose a file' : 'Choose another file'}
              </Button>
            )}
          </FileButton>
        )}
        {!disabled && logo !== null && (
          <Button
            onClick={() => {
              onChange(null);
            }}
            size="xs"
            variant="subtle"
          >
            Remove the logo
          </Button>
        )}
      </Group>
    </Input.Wrapper>
  );
}

function dataUrlOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.onerror = () => {
      reject(new Error('The file cannot be read.'));
    };
    reader.readAsDataURL(file);
  });
}
