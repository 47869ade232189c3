import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { DeadlineForm, type DeadlineFormProps } from '~/components/deadline/DeadlineForm';
import { show } from '~/testing/render';

const abandoned = {
  name: 'Abandoned',
  when: 'flow.started',
  unless: 'flow.completed',
  key: '/customer/id',
  within_ms: 3_600_000,
  emit: 'flow.abandoned',
};

async function form(initialValues: DeadlineFormProps['initialValues']) {
  const onSubmit = vi.fn<DeadlineFormProps['onSubmit']>();
  const shown = await show(
    <DeadlineForm
      eventTypes={[]}
      failure={null}
      fieldErrors={{}}
      initialValues={initialValues}
      isPending={false}
      onSubmit={onSubmit}
      submit="Save"
    />,
  );
  return { ...shown, onSubmit };
}

test('a deadline is said in a sentence and saved as it stands', async () => {
  const { user, onSubmit } = await form(abandoned);
  expect(screen.getByText(/within 1 h, then/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(onSubmit.mock.lastCall?.[0]).toEqual(abandoned);
});

test('what is missing is said at its field, and nothing is saved', async () => {
  const { user, onSubmit } = await form({ ...abandoned, name: ' ', key: 'customer', emit: 'abandoned' });
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByText('Give the deadline a name')).toBeVisible();
  expect(screen.getByText('A JSON pointer, such as /customer/id')).toBeVisible();
  expect(screen.getByText('resource.action, such as flow.started')).toBeVisible();
  expect(onSubmit).not.toHaveBeenCalled();
});
