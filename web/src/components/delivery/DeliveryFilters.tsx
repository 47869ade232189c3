/** What a list of deliveries is narrowed by. The values live in the URL; here they are shown and changed. */
import { Button, Select, TextInput } from '@mantine/core';
import { useId } from 'react';

import type { DeliveryState } from '~/api/shapes';
import classes from '~/components/base/Filters.module.css';
import { MoreFilters } from '~/components/base/MoreFilters';
import { TimeFields } from '~/components/base/TimeFields';
import { deliveryStates } from '~/words/delivery';

/** The filters that this bar can show. */
export interface DeliveryFilterValues {
  state?: DeliveryState | undefined;
  hook?: string | undefined;
  event_type?: string | undefined;
  event?: string | undefined;
  replay?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

export interface DeliveryFiltersProps {
  value: DeliveryFilterValues;
  /** Those to choose from now, and the chosen one. */
  hooks: { id: string; name: string }[];
  /** Asks for hooks whose name holds what is typed. */
  onFindHooks: (typed: string) => void;
  /** What the replay is called that is among the filters. */
  replayName?: string | undefined;
  onChange: (value: DeliveryFilterValues) => void;
}

const states = Object.entries(deliveryStates).map(([value, { label }]) => ({ value, label }));

export function DeliveryFilters({ value, hooks, onFindHooks, replayName, onChange }: DeliveryFiltersProps) {
  const typeField = useId();
  const isNarrowed = Object.values(value).some((part) => part !== undefined);
  return (
    <form
      aria-label="Filter deliveries"
      className={classes.root}
      // A new value from the URL (back, or "clear") has to replace what was typed.
      key={`${value.event_type} ${value.event}`}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        const typed = new FormData(submitted.currentTarget).get(typeField);
        onChange({ ...value, event_type: typeof typed === 'string' ? typed.trim() || undefined : undefined });
      }}
      role="search"
    >
      <Select
        clearable
        data={states}
        label="State"
        onChange={(state) => {
          onChange({ ...value, state: isState(state) ? state : undefined });
        }}
        placeholder="Any"
        value={value.state ?? null}
        w={130}
      />
      <Select
        clearable
        data={hooks.map(({ id, name }) => ({ value: id, label: name }))}
        label="Hook"
        onChange={(hook) => {
          onChange({ ...value, hook: hook ?? undefined });
        }}
        onSearchChange={onFindHooks}
        placeholder="Any"
        searchable
        value={value.hook ?? null}
        w={190}
      />
      {/* One comes here from a replay's page: there are too many to choose from. */}
      {value.replay !== undefined && (
        <Select
          clearable
          data={[{ value: value.replay, label: replayName ?? value.replay }]}
          label="Made by"
          onChange={(replay) => {
            onChange({ ...value, replay: replay ?? undefined });
          }}
          value={value.replay}
          w={240}
        />
      )}
      <MoreFilters areUsed={(value.event_type ?? value.since ?? value.until) !== undefined}>
        <TextInput
          defaultValue={value.event_type ?? ''}
          label="Event type"
          name={typeField}
          placeholder="invoice.paid"
          w={160}
        />
        <TimeFields
          onChange={(span) => {
            onChange({ ...value, ...span });
          }}
          value={value}
        />
        <Button type="submit" variant="default">
          Filter
        </Button>
      </MoreFilters>
      {isNarrowed && (
        <Button
          onClick={() => {
            onChange({});
          }}
          variant="subtle"
        >
          Clear
        </Button>
      )}
    </form>
  );
}

function isState(value: string | null): value is DeliveryState {
  return value !== null && value in deliveryStates;
}
