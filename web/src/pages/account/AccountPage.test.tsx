import { useQuery } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { AccountPage } from '~/pages/account/AccountPage';
import { sessionQuery } from '~/services/session';
import { json, networkAnswers } from '~/testing/answers';
import { aPage, aSession } from '~/testing/factories';
import { show } from '~/testing/render';

const session = aSession();
const renamed = { ...session, user: { ...session.user, name: 'Ann' } };

/** What the frame of the console shows of the session. */
function Beside() {
  return <output>{useQuery(sessionQuery).data?.user.name}</output>;
}

async function page(...answers: (() => Response)[]) {
  const network = networkAnswers(json(200, session), json(200, aPage([])), ...answers);
  const shown = await show(
    <>
      <Beside />
      <AccountPage onLeft={vi.fn()} />
    </>,
  );
  const field = await screen.findByRole('textbox', { name: 'Your name' });
  return { ...shown, network, field };
}

test('a name is saved by keyboard, and the console calls its user so at once', async () => {
  const { user, network, field } = await page(json(200, renamed), json(200, aPage([])));
  await user.clear(field);
  await user.type(field, ' Ann {Enter}');
  expect(await screen.findByRole('heading', { name: 'Ann' })).toBeVisible();
  expect(screen.getByRole('status')).toHaveTextContent('Ann');
  expect(network.asked[2]).toBe('PATCH /api/v1/session');
  expect(await network.requests[2]?.json()).toEqual({ name: 'Ann' });
});

test('what is wrong with a name stands beside it', async () => {
  const errors = [{ pointer: '/name', detail: 'use 1 to 100 characters' }];
  const { user, field } = await page(json(422, { title: 'The content is wrong', errors }));
  await user.type(field, '!');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/1 to 100 characters/)).toBeVisible();
  expect(field).toBeInvalid();
});

test('a name is not emptied', async () => {
  const { user, network, field } = await page();
  await user.clear(field);
  await user.type(field, '{Enter}');
  expect(field).toBeInvalid();
  expect(network.asked).not.toContain('PATCH /api/v1/session');
});

test('who came by a link has no account', async () => {
  networkAnswers(json(200, { ...session, portal: { ends_at: '2026-11-20T20:00:00Z' } }));
  await show(<AccountPage onLeft={vi.fn()} />);
  expect(await screen.findByRole('heading')).toBeVisible();
  expect(screen.queryByRole('textbox')).toBeNull();
});
