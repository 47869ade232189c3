/** A message with a way back, for what can be taken back as a whole. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';

import classes from '~/pages/undo.module.css';

/** How long the way back is offered: long enough to be reached by keyboard. */
const OFFER_MS = 12_000;

export function offerUndo(message: string, onUndo: () => void): void {
  const id = notifications.show({
    autoClose: OFFER_MS,
    message: (
      <span className={classes.row}>
        {message}
        <Button
          className={classes.button}
          onClick={() => {
            notifications.hide(id);
            onUndo();
          }}
          size="xs"
          variant="default"
        >
          Undo
        </Button>
      </span>
    ),
  });
}
