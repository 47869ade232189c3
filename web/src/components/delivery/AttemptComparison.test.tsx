import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { AttemptComparison } from '~/components/delivery/AttemptComparison';
import { anAttempt } from '~/testing/factories';
import { show } from '~/testing/render';

test('attempts stand beside each other in their order', async () => {
  const second = anAttempt({ number: 2, status: 200 });
  const first = anAttempt({
    number: 1,
    outcome: 'refused',
    status: null,
    error: 'connection refused',
    response: null,
  });
  await show(<AttemptComparison attempts={[second, first]} />);
  expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual([
    'Attempt 1',
    'Attempt 2',
  ]);
  expect(screen.getByRole('row', { name: /^Outcome/ })).toHaveTextContent('OutcomeNo connection200 OK');
  expect(screen.getByRole('row', { name: /^Error/ })).toHaveTextContent('connection refused–');
});
