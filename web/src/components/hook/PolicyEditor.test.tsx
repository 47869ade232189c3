import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';

import type { Policy } from '~/api/shapes';
import { PolicyEditor } from '~/components/hook/PolicyEditor';
import { aPreset } from '~/testing/factories';
import { show } from '~/testing/render';

async function editor(first: Policy = {}) {
  const seen = { overrides: first };
  function Editor() {
    const [overrides, setOverrides] = useState(first);
    seen.overrides = overrides;
    return <PolicyEditor onChange={setOverrides} overrides={overrides} preset={aPreset()} />;
  }
  return { ...(await show(<Editor />)), seen };
}

test('a field is the hook’s own once it is changed, and the preset’s again after a reset', async () => {
  const { user, seen } = await editor();
  const limit = screen.getByRole('textbox', { name: 'Time limit' });
  expect(limit).toHaveValue('15 s');
  await user.clear(limit);
  await user.type(limit, '2.5 s');
  expect(seen.overrides).toEqual({ timeout_ms: 2_500 });
  await user.click(screen.getByRole('button', { name: 'Reset Time limit to the preset' }));
  expect(seen.overrides).toEqual({});
  expect(limit).toHaveValue('15 s');
});

test('what is no length of time is said, and changes nothing', async () => {
  const { user, seen } = await editor();
  const limit = screen.getByRole('textbox', { name: 'Time limit' });
  await user.clear(limit);
  await user.type(limit, 'soon');
  expect(limit).toBeInvalid();
  expect(seen.overrides).toEqual({});
});

test('an emptied field means never', async () => {
  const { user, seen } = await editor();
  await user.clear(screen.getByRole('textbox', { name: 'Without one success for' }));
  expect(seen.overrides).toEqual({ deactivate_after_ms: null });
});

test('another kind of schedule replaces the whole schedule', async () => {
  const { user, seen } = await editor({ schedule_ms: [1_000] });
  await user.click(screen.getByRole('radio', { name: 'Interval' }));
  expect(seen.overrides).toEqual({ schedule: { kind: 'interval', every_ms: 300_000, max_retries: 100 } });
  await user.click(screen.getByRole('radio', { name: 'Once' }));
  expect(seen.overrides).toEqual({ schedule_ms: [] });
});

test('waits are typed as people say them, equal ones too', async () => {
  const { user, seen } = await editor({ schedule_ms: [5_000] });
  await user.type(screen.getByPlaceholderText('30 min'), '5 s{Enter}1 min{Enter}');
  expect(seen.overrides).toEqual({ schedule_ms: [5_000, 5_000, 60_000] });
});
