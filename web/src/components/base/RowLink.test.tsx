import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { RowLink } from '~/components/base/RowLink';
import { show } from '~/testing/render';

test('a press goes there without loading a page; one for a new tab is left to the browser', async () => {
  await show(<RowLink to="/hooks/hk_1">ERP</RowLink>);
  const link = screen.getByRole('link', { name: 'ERP' });
  expect(link).toHaveAttribute('href', '/hooks/hk_1');
  // True when nobody prevented it.
  expect(fireEvent.click(link, { ctrlKey: true })).toBe(true);
  expect(fireEvent.click(link)).toBe(false);
});
