/** Light, dark, or as the system has it. */
import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';

import { CheckIcon } from '~/components/base/icons';

const schemes: { value: MantineColorScheme; label: string }[] = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export function AppearanceItems() {
  // To hold transitions back while the colours change, the library would write an inline style, which the page's policy forbids.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <Menu.RadioGroup value={colorScheme}>
      <Menu.Label>Appearance</Menu.Label>
      {schemes.map(({ value, label }) => (
        <Menu.RadioItem
          checkIcon={<CheckIcon />}
          key={value}
          onChange={() => {
            setColorScheme(value);
          }}
          value={value}
        >
          {label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
