/** What a list of hooks is narrowed by. The values live in the URL; here they are shown and changed. */
import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

import type { HookState } from '~/api/shapes';
import classes from '~/components/base/Filters.module.css';
import { SearchIcon } from '~/components/base/icons';
import { hookStates } from '~/words/hook';

export interface HookFilterValues {
  q?: string | undefined;
  state?: HookState | undefined;
}

export interface HookFiltersProps {
  value: HookFilterValues;
  onChange: (value: HookFilterValues) => void;
}

const ANY = 'any';
const states = Object.entries(hookStates).map(([value, { label }]) => ({ value, label }));

/** How long nothing is typed before the list follows. */
const PAUSE_MS = 200;

export function HookFilters({ value, onChange }: HookFiltersProps) {
  const [typed, setTyped] = useState(value.q ?? '');
  const follow = useDebouncedCallback((q: string) => {
    onChange({ ...value, q: q.trim() || undefined });
  }, PAUSE_MS);
  return (
    <div aria-label="Filter hooks" className={classes.root} role="search">
      <TextInput
        aria-label="Name"
        leftSection={<SearchIcon size={16} />}
        maxLength={100}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          follow(currentTarget.value);
        }}
        placeholder="Find by name"
        type="search"
        value={typed}
        w={260}
      />
      <Button.Group aria-label="State">
        {[{ value: ANY, label: 'All' }, ...states].map(({ value: state, label }) => (
          <Button
            aria-pressed={state === (value.state ?? ANY)}
            key={state}
            onClick={() => {
              onChange({ ...value, state: isState(state) ? state : undefined });
            }}
            variant={state === (value.state ?? ANY) ? 'light' : 'default'}
          >
            {label}
          </Button>
        ))}
      </Button.Group>
    </div>
  );
}

function isState(value: string): value is HookState {
  return value in hookStates;
}
