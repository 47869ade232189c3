/** Changing a hook. */
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useMemo, useState } from 'react';

import type { Hook, Preset } from '~/api/shapes';
import { ChevronLeftIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { fieldOf, patchOf, valuesOf } from '~/components/hook/hook-values';
import { HookForm } from '~/components/hook/HookForm';
import { sortErrors } from '~/pages/field-errors';
import { DraftPreview } from '~/pages/hooks/DraftPreview';
import { OneThing } from '~/pages/OneThing';
import { ManagedByApi } from '~/pages/hooks/management';
import { usePageTitle } from '~/pages/use-page-title';
import { eventTypesQuery, presetsQuery } from '~/services/catalog';
import { hookQuery, useUpdateHook } from '~/services/hooks';

export interface EditHookPageProps {
  hookId: string;
  /** Leaves the form, after saving as after cancelling. */
  onDone: () => void;
}

export function EditHookPage({ hookId, onDone }: EditHookPageProps) {
  const hook = useQuery(hookQuery(hookId));
  const presets = useQuery(presetsQuery);
  usePageTitle(`Edit ${hook.data?.name ?? 'hook'}`);
  return (
    <OneThing query={hook}>
      {(hook) => (
        <OneThing query={presets}>
          {(presets) => <EditHook hook={hook} onDone={onDone} presets={presets} />}
        </OneThing>
      )}
    </OneThing>
  );
}

interface EditHookProps {
  hook: Hook;
  presets: Preset[];
  onDone: () => void;
}

function EditHook({ hook, presets, onDone }: EditHookProps) {
  const eventTypes = useQuery(eventTypesQuery);
  const update = useUpdateHook(hook.id);
  // What the form began with: the hook may change under it.
  const [initial] = useState(() => valuesOf(hook));
  const opensPolicy = useLocation({ select: ({ hash }) => hash === 'policy' });
  const { failure, fieldErrors } = useMemo(() => sortErrors(update.error, fieldOf, 'policy'), [update.error]);
  return (
    <>
      <PageHeader
        parent={
          <TextLink params={{ hookId: hook.id }} to="/hooks/$hookId">
            <ChevronLeftIcon size={14} /> <bdi>{hook.name}</bdi>
          </TextLink>
        }
        title="Edit hook"
      />
      <ManagedByApi />
      <HookForm
        eventTypes={eventTypes.data ?? []}
        failure={failure}
        fieldErrors={fieldErrors}
        initialValues={initial}
        isPending={update.isPending}
        onCancel={onDone}
        onSubmit={(values) => {
          update.mutate(patchOf(values, initial, hook.actions), { onSuccess: onDone });
        }}
        opensPolicy={opensPolicy}
        present={hook.actions}
        presets={presets}
        preview={(values) => (
          <DraftPreview eventTypes={eventTypes.data ?? []} hookId={hook.id} values={values} />
        )}
        submit="Save"
      />
    </>
  );
}
