import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { DeliverySummary } from '~/components/delivery/DeliverySummary';
import { aDelivery } from '~/testing/factories';
import { show } from '~/testing/render';

const again = aDelivery({ kind: 'replay', replay_id: 'rpl_one', repeats_id: 'dlv_first' });

test('a delivery that a replay made leads to the replay and to the delivery that it repeats', async () => {
  await show(<DeliverySummary delivery={again} hookName="ERP" maySeeReplays />);
  expect(screen.getByRole('link', { name: 'A replay of many' })).toHaveAttribute('href', '/replays/rpl_one');
  expect(screen.getByRole('link', { name: 'An earlier delivery' })).toHaveAttribute(
    'href',
    '/deliveries/dlv_first',
  );
});

test('a replay is named, and no link, to those who may not see it', async () => {
  await show(<DeliverySummary delivery={again} hookName="ERP" maySeeReplays={false} />);
  expect(screen.getByText('A replay of many')).toBeVisible();
  expect(screen.queryByRole('link', { name: 'A replay of many' })).toBeNull();
});

test('an event’s own delivery comes from nowhere else', async () => {
  await show(<DeliverySummary delivery={aDelivery()} hookName="ERP" maySeeReplays />);
  expect(screen.queryByText('Made by')).toBeNull();
  expect(screen.queryByText('Repeats')).toBeNull();
});
