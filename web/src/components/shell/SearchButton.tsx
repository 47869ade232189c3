/** The way to the search that can be seen, and the keys that do the same. */
import { UnstyledButton } from '@mantine/core';

import { SearchIcon } from '~/components/base/icons';
import classes from '~/components/shell/SearchButton.module.css';

export function SearchButton({ onClick }: { onClick: () => void }) {
  return (
    <UnstyledButton aria-keyshortcuts="Control+K" className={classes.root} onClick={onClick}>
      <SearchIcon />
      <span className={classes.word}>Search</span>
      <kbd aria-hidden="true" className={classes.keys}>
        {isMac() ? '⌘K' : 'Ctrl K'}
      </kbd>
    </UnstyledButton>
  );
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
