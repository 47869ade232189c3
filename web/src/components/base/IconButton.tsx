/** A button that shows only an icon, and says in words what it does. */
import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

export interface IconButtonProps {
  label: string;
  onClick: () => void;
  /** The icon. */
  children: ReactNode;
}

export function IconButton({ label, onClick, children }: IconButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} color="gray" onClick={onClick} variant="subtle">
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
