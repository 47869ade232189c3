/** The test button: starts a test, then watches its delivery until it is finished. */
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';

import { messageOf } from '~/api/problem';
import type { Attempt, Delivery } from '~/api/shapes';
import type { TestProgress } from '~/components/hook/TestResult';
import { attemptsQuery, deliveryQuery, isFinished } from '~/services/deliveries';
import { deliveryKeys } from '~/services/delivery-keys';
import { hookKeys, useTestHook } from '~/services/hooks';

export interface HookTestRun {
  /** Null until the button was pressed, and after the result was closed. */
  progress: TestProgress | null;
  isRunning: boolean;
  start: () => void;
  close: () => void;
}

export function useHookTest(hookId: string): HookTestRun {
  const client = useQueryClient();
  const test = useTestHook(hookId);
  const deliveryId = test.data?.delivery_id ?? null;
  const delivery = useQuery({ ...deliveryQuery(deliveryId ?? ''), enabled: deliveryId !== null });

  const made = delivery.data?.attempts ?? 0;
  const attempts = useQuery({ ...attemptsQuery(deliveryId ?? '', made), enabled: made > 0 });

  const finished = delivery.data !== undefined && isFinished(delivery.data) ? delivery.data.id : null;
  useEffect(() => {
    if (finished === null) return;
    // The test may have switched the hook off.
    void client.invalidateQueries({ queryKey: hookKeys.all });
    void client.invalidateQueries({ queryKey: deliveryKeys.lists });
  }, [client, finished]);

  const progress = progressOf(test, delivery, attempts.data?.at(-1) ?? null);
  return {
    progress,
    isRunning: progress?.step === 'queued' || progress?.step === 'sent',
    start: () => {
      test.mutate();
    },
    close: test.reset,
  };
}

function progressOf(
  test: ReturnType<typeof useTestHook>,
  watched: UseQueryResult<Delivery>,
  attempt: Attempt | null,
): TestProgress | null {
  if (test.error !== null) return { step: 'refused', message: messageOf(test.error) };
  if (test.isPending) return { step: 'queued' };
  if (test.data === undefined) return null;
  if (test.data.delivery_id == null) return { step: 'preview', request: test.data.request ?? null };
  const { data: delivery, error } = watched;
  if (delivery === undefined) {
    return error === null ? { step: 'queued' } : { step: 'unseen', message: messageOf(error) };
  }
  if (isFinished(delivery)) return { step: 'finished', delivery, attempt };
  return { step: delivery.state === 'pending' ? 'queued' : 'sent', delivery };
}
