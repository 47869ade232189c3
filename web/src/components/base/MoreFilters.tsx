/** Filters that are seldom wanted: on a phone they stay behind a button, so that the list begins on the first screen. */
import { Button } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';

import classes from '~/components/base/Filters.module.css';

export interface MoreFiltersProps {
  /** True while one of them narrows the list: then they are shown. */
  areUsed: boolean;
  children: ReactNode;
}

export function MoreFilters({ areUsed, children }: MoreFiltersProps) {
  const [isOpen, setOpen] = useState(areUsed);
  const id = useId();
  return (
    <>
      {!areUsed && (
        <Button
          aria-controls={id}
          aria-expanded={isOpen}
          className={classes.opener}
          onClick={() => {
            setOpen(!isOpen);
          }}
          variant="subtle"
        >
          {isOpen ? 'Fewer filters' : 'More filters'}
        </Button>
      )}
      <div className={classes.more} data-open={isOpen || areUsed} id={id}>
        {children}
      </div>
    </>
  );
}
