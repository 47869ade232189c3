/** A router's link in a menu. Apart from the other links, so that pages without menus need not fetch them. */
import { Menu, type MenuItemProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

import type { Native } from '~/components/base/links';

export const MenuLink = createLink((props: Native<MenuItemProps>) => <Menu.Item component="a" {...props} />);
