/** Light, dark, or as the system has it. */
import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';

import { CheckIcon, MoonIcon, SunIcon, SystemIcon } from '~/components/base/icons';

const schemes: { value: MantineColorScheme; label: string; Icon: typeof SunIcon }[] = [
  { value: 'auto', label: 'As the system', Icon: SystemIcon },
  { value: 'light', label: 'Light', Icon: SunIcon },
  { value: 'dark', label: 'Dark', Icon: MoonIcon },
];

export function AppearanceItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>Appearance</Menu.Label>
      {schemes.map(({ value, label, Icon }) => (
        <Menu.Item
          aria-checked={colorScheme === value}
          closeMenuOnClick={false}
          key={value}
          leftSection={<Icon />}
          onClick={() => {
            setColorScheme(value);
          }}
          rightSection={colorScheme === value ? <CheckIcon /> : null}
          role="menuitemradio"
        >
          {label}
        </Menu.Item>
      ))}
    </>
  );
}
