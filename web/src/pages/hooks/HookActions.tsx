/** Which events one hook gets, and changing that, one action at a time. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { detailOf, messageOf } from '~/api/problem';
import type { Action, NewAction } from '~/api/shapes';
import { Emptiness } from '~/components/base/Emptiness';
import { PlusIcon } from '~/components/base/icons';
import { Panel } from '~/components/base/Panel';
import { ActionDialog, type ActionField } from '~/components/hook/ActionDialog';
import { ActionTable } from '~/components/hook/ActionTable';
import { sortErrors } from '~/pages/field-errors';
import { offerUndo } from '~/pages/undo';
import { useMayHere } from '~/pages/hooks/management';
import { useHook } from '~/pages/use-hook';
import { usePageTitle } from '~/pages/use-page-title';
import { eventTypesQuery } from '~/services/catalog';
import { useChangeAction, useTryFilter } from '~/services/hooks';
import { isRounded } from '~/words/filter';
import type { Said } from '~/words/tone';

export function HookActions({ hookId }: { hookId: string }) {
  const hook = useHook(hookId);
  usePageTitle(`Actions of ${hook.name}`);
  const mayEdit = useMayHere()('hooks.edit');
  const eventTypes = useQuery(eventTypesQuery).data ?? [];
  const [edited, setEdited] = useState<Action | 'new' | null>(null);
  const saving = useChangeAction();
  const remove = useRemoveAction(hookId);
  const { failure, fieldErrors } = useMemo(() => sortErrors(saving.error, fieldOf, 'filter'), [saving.error]);

  const trial = useTryFilter();
  const close = () => {
    saving.reset();
    trial.reset();
    setEdited(null);
  };
  const save = (action: NewAction) => {
    const change =
      edited === 'new' || edited === null
        ? ({ kind: 'add', hookId, action } as const)
        : ({ kind: 'change', id: edited.id, action } as const);
    saving.mutate(change, { onSuccess: close });
  };
  const add = mayEdit && (
    <Button
      leftSection={<PlusIcon size={14} />}
      onClick={() => {
        setEdited('new');
      }}
      size="xs"
      variant="default"
    >
      Add an action
    </Button>
  );
  return (
    <>
      <Panel aside={hook.actions.length > 0 && add} body="flush" title="Actions">
        <ActionTable
          actions={hook.actions}
          empty={
            <Emptiness action={add} title="This hook gets no events">
              An action says which events it gets: one type, a family such as <code>invoice.*</code>, or all
              of them.
            </Emptiness>
          }
          eventTypes={eventTypes}
          onEdit={mayEdit ? setEdited : null}
          onRemove={mayEdit ? remove : null}
        />
      </Panel>
      <ActionDialog
        action={edited}
        eventTypes={eventTypes}
        failure={failure}
        fieldErrors={fieldErrors}
        isPending={saving.isPending}
        onClose={close}
        onSave={save}
        onTry={(given) => {
          trial.mutate(given);
        }}
        verdict={verdictOf(trial)}
      />
    </>
  );
}

/** Removes at once; the same action can be made again as easily, unless its filter is not here as it was. */
function useRemoveAction(hookId: string): (action: Action) => void {
  const changing = useChangeAction();
  const complain = (error: Error) => {
    notifications.show({ color: 'red', message: messageOf(error) });
  };
  return ({ id, event_type, app, sku, filter }) => {
    changing.mutate(
      { kind: 'remove', id },
      {
        onError: complain,
        onSuccess: () => {
          const message = `The hook no longer gets ${event_type}.`;
          if (isRounded(filter)) {
            notifications.show({ message });
            return;
          }
          offerUndo(message, () => {
            changing.mutate(
              { kind: 'add', hookId, action: { event_type, app, sku, filter } },
              { onError: complain },
            );
          });
        },
      },
    );
  };
}

function fieldOf(pointer: string): ActionField | null {
  const [, name] = pointer.split('/');
  return name === 'event_type' || name === 'app' || name === 'sku' || name === 'filter' ? name : null;
}

/** What came of a trial, in a sentence. */
function verdictOf({ data, error }: ReturnType<typeof useTryFilter>): Said | null {
  if (error !== null) return { label: detailOf(error), tone: 'bad' };
  if (data === undefined) return null;
  if (data.matches) return { label: 'It gets through.', tone: 'good' };
  return { label: data.failing?.detail ?? 'It is kept out.', tone: 'off' };
}
