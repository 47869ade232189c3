import { screen } from '@testing-library/react';
import { useNavigate } from '@tanstack/react-router';
import { expect, test, vi } from 'vitest';

import { useLeaveQuestion } from '~/components/base/leave-question';
import { show } from '~/testing/render';

function Form({ isChanged, onLeft }: { isChanged: boolean; onLeft: () => void }) {
  const { question, leave } = useLeaveQuestion(isChanged);
  const navigate = useNavigate() as (to: object) => Promise<void>;
  return (
    <>
      <button
        onClick={() => {
          leave(onLeft);
        }}
        type="button"
      >
        Close
      </button>
      <button onClick={() => void navigate({ to: '/hooks' }).then(onLeft)} type="button">
        Hooks
      </button>
      <button onClick={() => void navigate({ to: '.', hash: 'content' }).then(onLeft)} type="button">
        Content
      </button>
      {question}
    </>
  );
}

async function form(isChanged: boolean) {
  const onLeft = vi.fn();
  const { user } = await show(<Form isChanged={isChanged} onLeft={onLeft} />);
  return { onLeft, press: (name: string) => user.click(screen.getByRole('button', { name })) };
}
const asked = () => screen.queryByRole('dialog', { name: 'Leave without saving?' });

test('an unchanged form is left at once', async () => {
  const { onLeft, press } = await form(false);
  await press('Close');
  expect(onLeft).toHaveBeenCalledOnce();
  expect(asked()).not.toBeInTheDocument();
});

test('a changed one is closed after a yes, and stays after a no', async () => {
  const { onLeft, press } = await form(true);
  await press('Close');
  expect(asked()).toBeInTheDocument();
  await press('Cancel');
  expect(asked()).not.toBeInTheDocument();
  expect(onLeft).not.toHaveBeenCalled();
  await press('Close');
  await press('Leave');
  expect(onLeft).toHaveBeenCalledOnce();
});

test('a link to another page asks', async () => {
  const { press } = await form(true);
  await press('Hooks');
  expect(await screen.findByRole('dialog', { name: 'Leave without saving?' })).toBeInTheDocument();
});

test('a jump within the page leaves nothing', async () => {
  const { onLeft, press } = await form(true);
  await press('Content');
  await vi.waitFor(() => {
    expect(onLeft).toHaveBeenCalledOnce();
  });
  expect(asked()).not.toBeInTheDocument();
});
