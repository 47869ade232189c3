import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { AuditTable } from '~/components/audit/AuditTable';
import { anAuditEntry } from '~/testing/factories';
import { show } from '~/testing/render';

test('an entry says who did what, and shows what became different when asked', async () => {
  const rows = [anAuditEntry({ before: { timeout_ms: 15_000 }, after: { timeout_ms: 5_000 } })];
  const listing = { rows, failure: null, onRetry: () => undefined, onMore: null, isLoadingMore: false };
  const { user } = await show(<AuditTable empty={null} listing={listing} />);
  expect(screen.getByText('Hook updated')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Owner of Acme' })).toHaveAttribute(
    'href',
    expect.stringContaining('/audit?actor=usr_'),
  );
  await user.click(screen.getByText('1 field'));
  expect(screen.getByText('15000')).toBeVisible();
  expect(screen.getByText('5000')).toBeVisible();
});
