/** The hooks of an app, by what they get of it; binding another, and letting one go. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import {
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import { useMemo } from 'react';

import { messageOf } from '~/api/problem';
import type { App, Hook, Page } from '~/api/shapes';
import { AppActionDialog, type AppActionValues } from '~/components/app/AppActionDialog';
import { AppActionTable } from '~/components/app/AppActionTable';
import { Emptiness } from '~/components/base/Emptiness';
import { PlusIcon } from '~/components/base/icons';
import { Panel } from '~/components/base/Panel';
import { sortErrors } from '~/pages/field-errors';
import { useMayHere } from '~/pages/hooks/management';
import { listingOf } from '~/pages/listing';
import { offerUndo } from '~/pages/undo';
import { skusQuery } from '~/services/apps';
import { eventTypesQuery } from '~/services/catalog';
import { hooksQuery, useChangeAction } from '~/services/hooks';
import { rowsOf } from '~/services/paging';
import type { BoundAction } from '~/words/app';
import { isRounded } from '~/words/filter';

export interface AppActionsProps {
  app: App;
  bound: BoundAction[];
  hooks: UseInfiniteQueryResult<InfiniteData<Page<Hook>>>;
}

export function AppActions({ app, bound, hooks }: AppActionsProps) {
  const mayEdit = useMayHere()('hooks.edit');
  const [isAdding, adding] = useDisclosure(false);
  const remove = useRemoving();
  const add = mayEdit && (
    <Button leftSection={<PlusIcon size={14} />} onClick={adding.open} size="xs" variant="default">
      Add an action
    </Button>
  );
  const listing = { ...listingOf(hooks), rows: hooks.data && bound };
  return (
    <>
      <Panel aside={bound.length > 0 && add} body="flush" title="Hooks of this app">
        <AppActionTable
          empty={
            <Emptiness action={add} title="No hook is bound to this app">
              Hooks without an app get its events, too. Bind one to get the events of this app, or of one SKU,
              alone.
            </Emptiness>
          }
          listing={listing}
          onRemove={mayEdit ? remove : null}
        />
      </Panel>
      <Adding app={app} onClose={adding.close} opened={isAdding} />
    </>
  );
}

function Adding({ app, opened, onClose }: { app: App; opened: boolean; onClose: () => void }) {
  const hooks = rowsOf(useInfiniteQuery({ ...hooksQuery(), enabled: opened }).data) ?? [];
  const skus = rowsOf(useInfiniteQuery({ ...skusQuery(app.id), enabled: opened }).data) ?? [];
  const eventTypes = useQuery({ ...eventTypesQuery, enabled: opened }).data ?? [];
  const saving = useChangeAction();
  const { failure, fieldErrors } = useMemo(() => sortErrors(saving.error, fieldOf), [saving.error]);
  const close = () => {
    saving.reset();
    onClose();
  };
  return (
    <AppActionDialog
      app={app.name}
      eventTypes={eventTypes}
      failure={failure}
      fieldErrors={fieldErrors}
      hooks={hooks}
      isPending={saving.isPending}
      onClose={close}
      onSave={({ hook, event_type, sku }) => {
        const action = { event_type, app: app.key, sku: sku || null };
        saving.mutate({ kind: 'add', hookId: hook, action }, { onSuccess: close });
      }}
      opened={opened}
      skus={skus}
    />
  );
}

/** Removes at once; the same action can be made again as easily, unless its filter is not here as it was. */
function useRemoving(): (bound: BoundAction) => void {
  const changing = useChangeAction();
  const onError = (error: Error) => {
    notifications.show({ color: 'red', message: messageOf(error) });
  };
  return ({ hook, action: { id, event_type, app, sku, filter } }) => {
    const onSuccess = () => {
      const message = `${hook.name} no longer gets ${event_type} of this app.`;
      if (isRounded(filter)) {
        notifications.show({ message });
        return;
      }
      offerUndo(message, () => {
        changing.mutate(
          { kind: 'add', hookId: hook.id, action: { event_type, app, sku, filter } },
          { onError },
        );
      });
    };
    changing.mutate({ kind: 'remove', id }, { onError, onSuccess });
  };
}

function fieldOf(pointer: string): keyof AppActionValues | null {
  const name = pointer.slice(1);
  return name === 'event_type' || name === 'sku' ? name : null;
}
