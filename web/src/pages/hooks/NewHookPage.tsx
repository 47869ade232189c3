/** Making a hook. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import type { Membership, Preset, PresetName } from '~/api/shapes';
import { ChevronLeftIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { fieldOf, hookOf, newHookValues } from '~/components/hook/hook-values';
import { HookForm } from '~/components/hook/HookForm';
import { sortErrors } from '~/pages/field-errors';
import { OneThing } from '~/pages/OneThing';
import { usePageTitle } from '~/pages/use-page-title';
import { useTenant } from '~/pages/use-tenant';
import { eventTypesQuery, presetsQuery } from '~/services/catalogue';
import { useCreateHook } from '~/services/hooks';

export interface NewHookPageProps {
  onCreated: (hookId: string) => void;
  onCancel: () => void;
}

export function NewHookPage({ onCreated, onCancel }: NewHookPageProps) {
  usePageTitle('New hook');
  const presets = useQuery(presetsQuery);
  const eventTypes = useQuery(eventTypesQuery);
  const create = useCreateHook();
  const tenant = useTenant();
  const { failure, fieldErrors } = useMemo(() => sortErrors(create.error, fieldOf), [create.error]);
  return (
    <OneThing query={presets}>
      {(present) => (
        <>
          <PageHeader
            parent={
              <TextLink to="/hooks">
                <ChevronLeftIcon size={14} /> Hooks
              </TextLink>
            }
            title="New hook"
          />
          <HookForm
            eventTypes={eventTypes.data ?? []}
            failure={failure}
            fieldErrors={fieldErrors}
            initialValues={newHookValues(presetOf(tenant, present))}
            isPending={create.isPending}
            onCancel={onCancel}
            onSubmit={(values) => {
              create.mutate(hookOf(values), {
                onSuccess: ({ id }) => {
                  onCreated(id);
                },
              });
            }}
            presets={present}
            submit="Create hook"
          />
        </>
      )}
    </OneThing>
  );
}

/** The tenant's preset, with which most of its hooks are made. */
function presetOf(tenant: Membership | null, presets: Preset[]): PresetName {
  return presets.find(({ name }) => name === tenant?.preset)?.name ?? 'standard';
}
