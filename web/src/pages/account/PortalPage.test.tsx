import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { PortalPage } from '~/pages/account/PortalPage';
import { cameByLink } from '~/services/portal';
import { json, networkAnswers } from '~/testing/answers';
import { aSession } from '~/testing/factories';
import { show } from '~/testing/render';

test('a link is opened once, and the tab remembers that it came by one', async () => {
  const network = networkAnswers(json(201, { ...aSession(), portal: { ends_at: '2026-11-20T20:00:00Z' } }));
  const onOpened = vi.fn();
  await show(<PortalPage onOpened={onOpened} token="once" />);
  await vi.waitFor(() => {
    expect(onOpened).toHaveBeenCalledTimes(1);
  });
  expect(network.requests).toHaveLength(1);
  expect(cameByLink()).toBe(true);
});

test('a link that is used up says so, and where to get another', async () => {
  const errors = [{ pointer: '/token', detail: 'the link was used already: ask for a new link' }];
  networkAnswers(json(422, { title: 'The content is wrong', errors }));
  await show(<PortalPage onOpened={vi.fn()} token="old" />);
  expect(await screen.findByText(/the link was used already/i)).toBeInTheDocument();
  expect(screen.getByText(/go back to where the link came from/i)).toBeInTheDocument();
});
