import { useQuery } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { MissedReplay } from '~/pages/hooks/MissedReplay';
import { hookQuery } from '~/services/hooks';
import { bare, json, networkAnswers } from '~/testing/answers';
import { aHook, aReplay } from '~/testing/factories';
import { show } from '~/testing/render';

const period = { since: '2026-11-20T10:00:00.000001Z', until: '2026-11-20T11:00:00Z' };
const hook = aHook({ id: 'hk_1', missed_period: period });
const filter = { hook: 'hk_1', missed_since: period.since, until: period.until };

/** The notice as the page of the hook has it. */
function Notice({ mayEdit, onBegun }: { mayEdit: boolean; onBegun: () => void }) {
  const period = useQuery(hookQuery(hook.id)).data?.missed_period;
  return period && <MissedReplay hook={hook} mayEdit={mayEdit} onBegun={onBegun} period={period} />;
}

async function notice(answers: (() => Response)[], mayEdit = true) {
  const network = networkAnswers(json(200, hook), ...answers);
  const onBegun = vi.fn();
  const shown = await show(<Notice mayEdit={mayEdit} onBegun={onBegun} />);
  await waitFor(() => {
    expect(network.asked).toContain('POST /api/v1/replays/count');
  });
  return { ...shown, network, onBegun };
}

test('what was missed is counted and replayed as a whole', async () => {
  const seenTo = json(200, { ...hook, missed_period: null });
  const { user, network, onBegun } = await notice([json(200, { count: 21 }), json(202, aReplay()), seenTo]);
  expect(await screen.findByText('It missed 21 deliveries')).toBeVisible();
  expect(await network.requests[1]?.json()).toEqual({ filter });
  await user.click(screen.getByRole('button', { name: 'Replay what was missed' }));
  await user.click(await screen.findByRole('button', { name: 'Send again' }));
  await waitFor(() => {
    expect(onBegun).toHaveBeenCalledTimes(1);
  });
  expect(network.asked[2]).toBe('POST /api/v1/replays');
  expect(await network.requests[2]?.json()).toEqual({ filter, rate_per_s: null });
  await waitFor(() => {
    expect(screen.queryByText(/^It missed/)).toBeNull();
  });
});

test('what was missed is dismissed for everybody', async () => {
  const seenTo = json(200, { ...hook, missed_period: null });
  const { user, network } = await notice([json(200, { count: 1 }), bare(204), seenTo]);
  expect(await screen.findByText('It missed 1 delivery')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  await waitFor(() => {
    expect(screen.queryByText(/^It missed/)).toBeNull();
  });
  expect(network.asked[2]).toBe('DELETE /api/v1/hooks/hk_1/missed-period');
});

test('who may not edit hooks dismisses nothing', async () => {
  await notice([json(200, { count: 2 })], false);
  expect(await screen.findByText('It missed 2 deliveries')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Dismiss' })).toBeNull();
});

test('where nothing of it is left, it can be dismissed', async () => {
  await notice([json(200, { count: 0 })]);
  expect(await screen.findByText('Nothing that it missed is left to send')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Dismiss' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Replay what was missed' })).toBeNull();
});

test('where nothing of it is left, nothing is said to who may not edit hooks', async () => {
  const { network } = await notice([json(200, { count: 0 })], false);
  await waitFor(() => {
    expect(network.asked).toHaveLength(2);
  });
  expect(screen.queryByRole('alert')).toBeNull();
});
