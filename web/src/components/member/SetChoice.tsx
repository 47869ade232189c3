/** The ready-made sets of permissions to begin with. */
import { SegmentedControl } from '@mantine/core';

import type { PermissionSet } from '~/api/shapes';
import classes from '~/components/member/SetChoice.module.css';
import { isSame } from '~/words/permission';

export interface SetChoiceProps {
  sets: PermissionSet[];
  permissions: string[];
  onChoose: (permissions: string[]) => void;
}

/** The ready-made sets to begin with, or that it is none of them. */
export function SetChoice({ sets, permissions, onChoose }: SetChoiceProps) {
  const present = sets.find((set) => isSame(set.permissions, permissions))?.id ?? 'own';
  const data = sets.map(({ id, name }) => ({ value: id, label: name }));
  if (present === 'own') data.push({ value: 'own', label: 'Custom' });
  return (
    <SegmentedControl
      aria-label="Begin with"
      classNames={classes}
      data={data}
      data-odd={data.length % 2 === 1 || undefined}
      onChange={(id) => {
        const chosen = sets.find((set) => set.id === id);
        if (chosen !== undefined) onChoose(chosen.permissions);
      }}
      value={present}
    />
  );
}
