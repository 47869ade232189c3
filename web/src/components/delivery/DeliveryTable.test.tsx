import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { DeliveryTable } from '~/components/delivery/DeliveryTable';
import { aDelivery } from '~/testing/factories';
import { show } from '~/testing/render';

const listing = (rows: ReturnType<typeof aDelivery>[]) => ({
  rows,
  failure: null,
  onRetry: vi.fn(),
  onMore: null,
  isLoadingMore: false,
});

test('what is no event’s own has a sign, which is no button', async () => {
  const rows = [
    aDelivery({ kind: 'replay', event_type: 'invoice.paid' }),
    aDelivery({ event_type: 'order.paid' }),
  ];
  const { user } = await show(<DeliveryTable by="event" empty="none" listing={listing(rows)} />);
  const replayed = screen.getByRole('row', { name: /^invoice\.paid/ });
  const sign = within(replayed).getByRole('img', { name: 'Replay' });
  expect(screen.getAllByRole('img')).toEqual([sign]);
  expect(screen.queryByRole('button')).toBeNull();
  await user.hover(sign);
  expect(await screen.findByRole('tooltip')).toHaveTextContent('Replay');
});

test('what is cut can be read whole', async () => {
  const row = aDelivery({
    event_type: 'invoice.payment_failed',
    state: 'skipped',
    state_reason: 'hook_inactive',
    last_attempt: null,
  });
  await show(<DeliveryTable by="event" empty="none" listing={listing([row])} />);
  expect(screen.getByRole('link', { name: row.event_type })).toHaveAttribute('title', row.event_type);
  expect(screen.getByTitle('The hook was inactive when the event came.')).toBeVisible();
});
