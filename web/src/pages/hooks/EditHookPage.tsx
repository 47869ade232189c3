/** Changing a hook. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import type { Action, Hook, Preset } from '~/api/shapes';
import { ChevronLeftIcon } from '~/components/base/icons';
import { TextLink } from '~/components/base/links';
import { PageHeader } from '~/components/base/PageHeader';
import { fieldOf, hookOf, valuesOf, type HookValues } from '~/components/hook/hook-values';
import { HookForm } from '~/components/hook/HookForm';
import { sortErrors } from '~/pages/field-errors';
import { OneThing } from '~/pages/OneThing';
import { usePageTitle } from '~/pages/use-page-title';
import { actionsQuery, isPlain, useReplaceActions } from '~/services/actions';
import { eventTypesQuery, presetsQuery } from '~/services/catalogue';
import { hookQuery, useUpdateHook } from '~/services/hooks';

export interface EditHookPageProps {
  hookId: string;
  /** Leaves the form, after saving as after cancelling. */
  onDone: () => void;
}

export function EditHookPage({ hookId, onDone }: EditHookPageProps) {
  const hook = useQuery(hookQuery(hookId));
  const actions = useQuery(actionsQuery(hookId));
  const presets = useQuery(presetsQuery);
  usePageTitle(`Edit ${hook.data?.name ?? 'hook'}`);
  return (
    <OneThing query={hook}>
      {(hook) => (
        <OneThing query={actions}>
          {(actions) => (
            <OneThing query={presets}>
              {(presets) => <EditHook actions={actions} hook={hook} onDone={onDone} presets={presets} />}
            </OneThing>
          )}
        </OneThing>
      )}
    </OneThing>
  );
}

interface EditHookProps {
  hook: Hook;
  actions: Action[];
  presets: Preset[];
  onDone: () => void;
}

function EditHook({ hook, actions, presets, onDone }: EditHookProps) {
  const eventTypes = useQuery(eventTypesQuery);
  const update = useUpdateHook(hook.id);
  const replace = useReplaceActions(hook.id);
  const error = update.error ?? replace.error;
  const { failure, fieldErrors } = useMemo(() => sortErrors(error, fieldOf), [error]);
  const patterns = actions.filter(isPlain).map(({ event_type }) => event_type);

  const save = async (values: HookValues) => {
    await update.mutateAsync(hookOf(values));
    await replace.mutateAsync({ present: actions, patterns: values.patterns });
    onDone();
  };
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
      <HookForm
        eventTypes={eventTypes.data ?? []}
        failure={failure}
        fieldErrors={fieldErrors}
        initialValues={valuesOf(hook, patterns)}
        isPending={update.isPending || replace.isPending}
        onCancel={onDone}
        onSubmit={(values) => {
          // What goes wrong shows through `error`.
          save(values).catch(() => undefined);
        }}
        presets={presets}
        submit="Save"
      />
    </>
  );
}
