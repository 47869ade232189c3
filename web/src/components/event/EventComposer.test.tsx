import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { EventComposer, type EventComposerProps } from '~/components/event/EventComposer';
import { show } from '~/testing/render';

const nothing = { type: '', data: '', app: '', sku: '', subjects: [], isTest: false, deliverAt: '' };

async function composer(given: Partial<EventComposerProps> = {}) {
  const onPost = vi.fn<EventComposerProps['onPost']>();
  const shown = await show(
    <EventComposer
      eventTypes={[]}
      example={null}
      failure={null}
      fieldErrors={{}}
      initialValues={nothing}
      isPending={false}
      onCancel={vi.fn()}
      onPost={onPost}
      onType={vi.fn()}
      {...given}
    />,
  );
  return { ...shown, onPost };
}

test('an example is taken as it was written', async () => {
  const example = '{"total": 12345678901234567890}';
  const { user, onPost } = await composer({ example, initialValues: { ...nothing, type: 'invoice.paid' } });
  await user.click(screen.getByRole('button', { name: 'Take the example of invoice.paid' }));
  await user.click(screen.getByRole('button', { name: 'Post the event' }));
  expect(onPost.mock.lastCall?.[0]).toMatchObject({ type: 'invoice.paid', data: example });
});

test('what is no JSON, no type, or a SKU without its app is not posted', async () => {
  const values = { ...nothing, type: 'paid', data: '{"a": }', sku: 'coins-100' };
  const { user, onPost } = await composer({ initialValues: values });
  await user.click(screen.getByRole('button', { name: 'Post the event' }));
  expect(screen.getByText('resource.action, such as invoice.paid')).toBeVisible();
  expect(screen.getByText(/^This is no JSON/)).toBeVisible();
  expect(screen.getByText('Name its app too')).toBeVisible();
  expect(onPost).not.toHaveBeenCalled();
});
