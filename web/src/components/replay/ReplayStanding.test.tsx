import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { ReplayStanding } from '~/components/replay/ReplayStanding';
import { aStanding } from '~/testing/factories';
import { show } from '~/testing/render';

const standing = aStanding({ delivered: 80, failed: 5 });

test('each state of what a replay made leads to the deliveries in it', async () => {
  await show(<ReplayStanding maySee replayId="rpl_one" standing={standing} />);
  const links = screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')]);
  expect(links).toEqual([
    ['80 delivered', '/deliveries?replay=rpl_one&state=delivered'],
    ['5 failed', '/deliveries?replay=rpl_one&state=failed'],
  ]);
});

test('who may not see deliveries reads how they stand', async () => {
  await show(<ReplayStanding maySee={false} replayId="rpl_one" standing={standing} />);
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    '80 delivered',
    '5 failed',
  ]);
  expect(screen.queryByRole('link')).toBeNull();
});
