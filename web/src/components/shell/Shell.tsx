/**
 * The frame of every page behind the sign-in: a rail with the ways on wide screens, a bar with a drawer on narrow ones.
 */
import { ActionIcon, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';

import { MenuIcon, SearchIcon } from '~/components/base/icons';
import { Navigation } from '~/components/shell/Navigation';
import { SearchButton } from '~/components/shell/SearchButton';
import classes from '~/components/shell/Shell.module.css';
import { Wordmark } from '~/components/shell/Wordmark';

/** The id of the page's own part, for the link that skips to it and for moving the focus there. */
export const CONTENT = 'content';

export interface ShellProps {
  /** Whose data is shown, at the head of the navigation. */
  tenant: ReactNode;
  /** Who is signed in, at its foot. */
  account: ReactNode;
  /** Asks whether the reader has a permission. */
  may: (permission: string) => boolean;
  onSearch: () => void;
  children: ReactNode;
}

export function Shell({ tenant, account, may, onSearch, children }: ShellProps) {
  const [isOpen, drawer] = useDisclosure(false);
  return (
    <div className={classes.root} data-frame="rail">
      <a className={classes.skip} href={`#${CONTENT}`}>
        Skip to the content
      </a>
      <div className={classes.rail}>
        <div className={classes.still}>
          <div className={classes.brand}>
            <Wordmark />
          </div>
          {tenant}
          <SearchButton onClick={onSearch} />
          <Navigation may={may} />
          <div className={classes.foot}>{account}</div>
        </div>
      </div>
      <header className={classes.bar}>
        <ActionIcon
          aria-expanded={isOpen}
          aria-label="Open navigation"
          className={classes.menu}
          onClick={drawer.open}
          size="lg"
          variant="transparent"
        >
          <MenuIcon size={20} />
        </ActionIcon>
        <Wordmark />
        <ActionIcon
          aria-label="Search"
          className={`${classes.menu} ${classes.last}`}
          onClick={onSearch}
          size="lg"
          variant="transparent"
        >
          <SearchIcon size={20} />
        </ActionIcon>
      </header>
      <Drawer
        classNames={{
          content: classes.drawer ?? '',
          header: classes.drawerHead ?? '',
          body: classes.drawerBody ?? '',
        }}
        closeButtonProps={{ 'aria-label': 'Close navigation', className: classes.menu }}
        onClose={drawer.close}
        opened={isOpen}
        size={272}
        title={<Wordmark />}
      >
        {tenant}
        <Navigation may={may} onGo={drawer.close} />
        <div className={classes.foot}>{account}</div>
      </Drawer>
      <main className={classes.content} id={CONTENT} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
