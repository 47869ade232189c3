/** Making a hook, from nothing or after the model of another. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import type { Hook, Membership, Preset, PresetName } from '~/api/shapes';
import { ChevronLeftIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { copyOf, fieldOf, hookOf, newHookValues } from '~/components/hook/hook-values';
import { HookForm } from '~/components/hook/HookForm';
import { sortErrors } from '~/pages/field-errors';
import { DraftPreview } from '~/pages/hooks/DraftPreview';
import { OneThing } from '~/pages/OneThing';
import { ManagedByApi } from '~/pages/hooks/management';
import { usePageTitle } from '~/pages/use-page-title';
import { useTenant } from '~/pages/use-tenant';
import { eventTypesQuery, presetsQuery } from '~/services/catalog';
import { hookQuery, useCreateHook } from '~/services/hooks';

export interface NewHookPageProps {
  /** The id of the hook that is duplicated, if one is. */
  from: string | null;
  onCreated: (hookId: string) => void;
  onCancel: () => void;
}

export function NewHookPage({ from, ...rest }: NewHookPageProps) {
  const presets = useQuery(presetsQuery);
  const model = useQuery({ ...hookQuery(from ?? ''), enabled: from !== null, refetchInterval: false });
  usePageTitle(from === null ? 'New hook' : `Duplicate ${model.data?.name ?? 'a hook'}`);
  return (
    <OneThing query={presets}>
      {(presets) =>
        from === null ? (
          <NewHook model={null} presets={presets} {...rest} />
        ) : (
          <OneThing query={model}>{(hook) => <NewHook model={hook} presets={presets} {...rest} />}</OneThing>
        )
      }
    </OneThing>
  );
}

interface NewHookProps extends Omit<NewHookPageProps, 'from'> {
  model: Hook | null;
  presets: Preset[];
}

function NewHook({ model, presets, onCreated, onCancel }: NewHookProps) {
  const eventTypes = useQuery(eventTypesQuery);
  const create = useCreateHook();
  const tenant = useTenant();
  const { failure, fieldErrors } = useMemo(() => sortErrors(create.error, fieldOf, 'policy'), [create.error]);
  return (
    <>
      <PageHeader
        below={model !== null && `Like “${model.name}”, with a secret of its own.`}
        parent={
          <TextLink to="/hooks">
            <ChevronLeftIcon size={14} /> Hooks
          </TextLink>
        }
        title="New hook"
      />
      <ManagedByApi />
      <HookForm
        eventTypes={eventTypes.data ?? []}
        failure={failure}
        fieldErrors={fieldErrors}
        initialValues={model === null ? newHookValues(presetOf(tenant, presets)) : copyOf(model)}
        isPending={create.isPending}
        onCancel={onCancel}
        onSubmit={(values) => {
          create.mutate(hookOf(values, model?.actions), {
            onSuccess: ({ id }) => {
              onCreated(id);
            },
          });
        }}
        present={model?.actions ?? null}
        presets={presets}
        preview={(values) => (
          <DraftPreview eventTypes={eventTypes.data ?? []} hookId={null} values={values} />
        )}
        submit="Create hook"
      />
    </>
  );
}

/** The tenant's preset, with which most of its hooks are made. */
function presetOf(tenant: Membership | null, presets: Preset[]): PresetName {
  return presets.find(({ name }) => name === tenant?.preset)?.name ?? 'standard';
}
