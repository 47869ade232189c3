/** What the audit log is narrowed by. The values live in the URL; here they are shown and changed. */
import { Button, Select } from '@mantine/core';

import type { ActorKind } from '~/api/shapes';
import classes from '~/components/base/Filters.module.css';
import { MoreFilters } from '~/components/base/MoreFilters';
import { TimeFields } from '~/components/base/TimeFields';
import { actorKinds, auditedThings, operationWords } from '~/words/audit';

export interface AuditFilterValues {
  actor?: string | undefined;
  actor_kind?: ActorKind | undefined;
  operation?: string | undefined;
  subject?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

export interface AuditFiltersProps {
  value: AuditFilterValues;
  onChange: (value: AuditFilterValues) => void;
}

const kinds = Object.entries(actorKinds).map(([value, label]) => ({ value, label }));

export function AuditFilters({ value, onChange }: AuditFiltersProps) {
  const isNarrowed = Object.values(value).some((part) => part !== undefined);
  return (
    <div aria-label="Filter the audit log" className={classes.root} role="search">
      <Select
        clearable
        data={operations(value.operation)}
        label="About"
        onChange={(operation) => {
          onChange({ ...value, operation: operation ?? undefined });
        }}
        placeholder="Anything"
        searchable
        value={value.operation ?? null}
        w={200}
      />
      <Select
        clearable
        data={kinds}
        label="Done by"
        onChange={(kind) => {
          onChange({ ...value, actor_kind: (kind as ActorKind | null) ?? undefined });
        }}
        placeholder="Anybody"
        value={value.actor_kind ?? null}
        w={170}
      />
      <MoreFilters areUsed={(value.since ?? value.until) !== undefined}>
        <TimeFields
          onChange={(span) => {
            onChange({ ...value, ...span });
          }}
          value={value}
        />
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
    </div>
  );
}

/** The things that can be chosen, and the one operation that a link may have named. */
function operations(present: string | undefined) {
  const things = Object.entries(auditedThings).map(([value, label]) => ({ value, label }));
  if (present === undefined || present in auditedThings) return things;
  return [...things, { value: present, label: operationWords(present) }];
}
