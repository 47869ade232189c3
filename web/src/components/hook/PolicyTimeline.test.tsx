import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { PolicyTimeline } from '~/components/hook/PolicyTimeline';
import { aPolicy } from '~/testing/factories';
import { show } from '~/testing/render';

const rows = () => within(screen.getByRole('list', { name: 'Planned attempts' })).getAllByRole('listitem');

test('every attempt says when it would be, and the last line what comes then', async () => {
  await show(<PolicyTimeline policy={aPolicy({ schedule_ms: [5_000, 600_000] })} />);
  expect(rows().map((row) => row.textContent)).toEqual([
    expect.stringContaining('At once'),
    expect.stringContaining('5 s later'),
    expect.stringMatching(/10 min later.*10 min 5 s after the first/),
    'Given up: the delivery is failed, and can be replayed.',
  ]);
});

test('attempts without end are never given up', async () => {
  const schedule = { kind: 'interval' as const, every_ms: 300_000 };
  await show(<PolicyTimeline policy={aPolicy({ schedule_ms: undefined, schedule })} />);
  expect(rows().at(-1)).toHaveTextContent('And so on, each 5 min after the one before, without end');
});

test('jitter is told where there are waits to lengthen', async () => {
  await show(<PolicyTimeline policy={aPolicy({ jitter: 0.2 })} />);
  expect(screen.getByText(/by up to 20 %/)).toBeVisible();
});
