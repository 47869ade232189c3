/** All permissions as boxes to tick, in groups. What the reader does not have, they cannot give: such a box stays empty. */
// Nothing else has boxes to check, so their styles come with it.
import '@mantine/core/styles/Checkbox.css';

import { Checkbox, Tooltip } from '@mantine/core';

import classes from '~/components/member/PermissionMatrix.module.css';
import { rightGroups, type Right } from '~/words/permission';

export interface PermissionMatrixProps {
  value: string[];
  /** What the member has now: that may stay, whoever changes them. */
  before: string[];
  /** Asks whether the reader has a permission, and so may give it. */
  mayGive: (permission: string) => boolean;
  /** True if the reader may change none of it. */
  isFixed?: boolean;
  onChange: (value: string[]) => void;
}

export function PermissionMatrix({
  value,
  before,
  mayGive,
  isFixed = false,
  onChange,
}: PermissionMatrixProps) {
  const box = ({ permission, label }: Right) => {
    const isClosed = isFixed || (!before.includes(permission) && !mayGive(permission));
    const checkbox = (
      <Checkbox
        checked={value.includes(permission)}
        description={permission}
        disabled={isClosed}
        key={permission}
        label={label}
        onChange={({ currentTarget }) => {
          const others = value.filter((one) => one !== permission);
          onChange(currentTarget.checked ? [...others, permission] : others);
        }}
      />
    );
    if (!isClosed) return checkbox;
    return (
      <Tooltip
        key={permission}
        label={isFixed ? 'Only an owner changes an owner.' : 'You cannot give what you do not have.'}
      >
        <div>{checkbox}</div>
      </Tooltip>
    );
  };
  return (
    <div className={classes.root}>
      {rightGroups.map(({ title, rights }) => (
        <fieldset className={classes.group} key={title}>
          <legend className={classes.title}>{title}</legend>
          <div className={classes.rights}>{rights.map(box)}</div>
        </fieldset>
      ))}
    </div>
  );
}
