import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { EventTypeForm, type EventTypeFormProps } from '~/components/event-type/EventTypeForm';
import { show } from '~/testing/render';

const paid = { name: 'invoice.paid', description: '', example: '{"total": 1.10}', schema: '', mode: null };

async function form(given: Partial<EventTypeFormProps> = {}) {
  const onSubmit = vi.fn<EventTypeFormProps['onSubmit']>();
  const shown = await show(
    <EventTypeForm
      failure={null}
      fieldErrors={{}}
      initialValues={paid}
      isNew={false}
      isPending={false}
      onSubmit={onSubmit}
      submit="Save"
      {...given}
    />,
  );
  return { ...shown, onSubmit };
}

test('an event type that is there keeps its name, and its example its digits', async () => {
  const { user, onSubmit } = await form();
  expect(screen.queryByRole('textbox', { name: 'Name' })).not.toBeInTheDocument();
  await user.type(screen.getByRole('textbox', { name: 'Description' }), 'Paid in full.');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(onSubmit.mock.lastCall?.[0]).toEqual({ ...paid, description: 'Paid in full.' });
});

test('a schema that is no JSON is not saved', async () => {
  const { user, onSubmit } = await form({ initialValues: { ...paid, schema: '{' } });
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByRole('textbox', { name: 'Schema' })).toBeInvalid();
  expect(onSubmit).not.toHaveBeenCalled();
});

test('a name without an action is refused', async () => {
  const { user } = await form({ isNew: true, initialValues: { ...paid, name: 'invoice' } });
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByText('resource.action, such as invoice.paid')).toBeVisible();
});
