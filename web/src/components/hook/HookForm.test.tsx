import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { newHookValues, valuesOf } from '~/components/hook/hook-values';
import { HookForm, type HookFormProps } from '~/components/hook/HookForm';
import { aHook, anAction, anEventType, aPolicy, aPreset } from '~/testing/factories';
import { show } from '~/testing/render';

const upgates = aPreset({
  name: 'upgates',
  title: 'Upgates',
  methods: ['POST'],
  formats: ['json'],
  policy: aPolicy({ timeout_ms: 1_000, on_timeout: 'delivered' }),
});

async function form(given: Partial<HookFormProps> = {}) {
  const onSubmit = vi.fn<HookFormProps['onSubmit']>();
  const shown = await show(
    <HookForm
      eventTypes={[anEventType('invoice.paid')]}
      failure={null}
      fieldErrors={{}}
      initialValues={newHookValues('standard')}
      isPending={false}
      onCancel={vi.fn()}
      onSubmit={onSubmit}
      present={null}
      presets={[aPreset(), upgates]}
      submit="Create hook"
      {...given}
    />,
  );
  return { ...shown, onSubmit };
}

test('a filled form is submitted as typed', async () => {
  const { user, onSubmit } = await form();
  await user.type(screen.getByRole('textbox', { name: /^Name/ }), 'ERP');
  await user.type(screen.getByRole('textbox', { name: /^URL/ }), 'https://erp.example/in');
  await user.type(
    screen.getByLabelText(/^Event types/, { selector: 'input[type="text"], input:not([type])' }),
    'invoice.*{Enter}',
  );
  await user.click(screen.getByRole('button', { name: 'Create hook' }));
  expect(onSubmit.mock.lastCall?.[0]).toMatchObject({
    name: 'ERP',
    url: 'https://erp.example/in',
    patterns: ['invoice.*'],
  });
});

test('one Enter too many after an event type does not make the hook', async () => {
  const initialValues = { ...newHookValues('standard'), name: 'ERP', url: 'https://erp.example/in' };
  const { user, onSubmit } = await form({ initialValues });
  await user.type(
    screen.getByLabelText(/^Event types/, { selector: 'input[type="text"], input:not([type])' }),
    'invoice.*{Enter}{Enter}',
  );
  expect(screen.getByText('invoice.*')).toBeVisible();
  expect(onSubmit).not.toHaveBeenCalled();
});

test('an empty form says what is missing and sends nothing', async () => {
  const { user, onSubmit } = await form();
  await user.click(screen.getByRole('button', { name: 'Create hook' }));
  expect(screen.getByText('Give the hook a name')).toBeVisible();
  expect(screen.getByText('Choose at least one event type')).toBeVisible();
  expect(screen.getByRole('textbox', { name: /^Name/ })).toHaveFocus();
  expect(onSubmit).not.toHaveBeenCalled();
});

test('a hook of which every action has a filter can be saved', async () => {
  const present = [anAction({ filter: { field: '/total', gte: 1_000 } })];
  const initialValues = valuesOf(aHook({ actions: present }));
  const { user, onSubmit } = await form({ initialValues, present, submit: 'Save' });
  expect(screen.getByText(/1 other action with an app, a SKU or a filter stays as it is/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(onSubmit.mock.lastCall?.[0]).toMatchObject({ patterns: [] });
});

test('what the server refuses stands at its field', async () => {
  await form({ fieldErrors: { url: 'This address must not be called.' } });
  expect(screen.getByRole('textbox', { name: /^URL/ })).toBeInvalid();
  expect(screen.getByText('This address must not be called.')).toBeVisible();
});

test('another preset shows its own policy', async () => {
  const { user } = await form({ initialValues: newHookValues('upgates') });
  const policy = within(screen.getByRole('region', { name: 'Delivery policy' }));
  await user.click(policy.getByText(/as the preset has it$/));
  expect(policy.getByRole('textbox', { name: 'Time limit' })).toHaveValue('1 s');
  const meaning = within(screen.getByRole('region', { name: 'What an answer means' }));
  expect(meaning.getByText('No response within 1 s')).toBeVisible();
});

test('what the server refuses is where the reader is taken, and said beside the button', async () => {
  await form({ fieldErrors: { url: 'This address is private' } });
  expect(screen.getByRole('textbox', { name: /^URL/ })).toHaveFocus();
  expect(screen.getByText('This address is private')).toBeVisible();
  expect(screen.getByRole('alert')).toHaveTextContent('1 field above must be changed');
});

const isOpen = (name: string) =>
  within(screen.getByRole('region', { name })).getByRole('group', { name: '' }).hasAttribute('open');

test('what a first hook need not look at is closed, and says what holds', async () => {
  await form();
  expect([isOpen('Delivery policy'), isOpen('Limits')]).toEqual([false, false]);
  expect(screen.getByText('16 requests at once, any number in a second')).toBeVisible();
});

test('what differs from the usual is open', async () => {
  const initialValues = { ...newHookValues('standard'), policy: { timeout_ms: 1_000 }, rate_per_s: 5 };
  await form({ initialValues });
  expect([isOpen('Delivery policy'), isOpen('Limits')]).toEqual([true, true]);
});

test('what is refused opens, and is where the reader is taken', async () => {
  await form({ fieldErrors: { max_in_flight: 'at most 1000', policy: 'jitter: at most 1' } });
  expect([isOpen('Delivery policy'), isOpen('Limits')]).toEqual([true, true]);
  expect(screen.getByText('jitter: at most 1')).toBeVisible();
  expect(screen.getByRole('textbox', { name: 'In flight' })).toHaveFocus();
});
