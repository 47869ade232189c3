/** Asks what the form's hook would send, a moment after the last key. */
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { detailOf } from '~/api/problem';
import type { EventType } from '~/api/shapes';
import { DraftRequest } from '~/components/hook/DraftRequest';
import { draftOf, type HookValues } from '~/components/hook/hook-values';
import { eventTypeQuery } from '~/services/catalog';
import { draftPreviewQuery } from '~/services/hooks';
import { matches } from '~/words/pattern';
import { usesSecret } from '~/words/signature';

/** In milliseconds; long enough that a word is typed in one go. */
const AFTER_LAST_KEY_MS = 400;

export interface DraftPreviewProps {
  values: HookValues;
  /** The hook that is changed; null for a new one. */
  hookId: string | null;
  eventTypes: EventType[];
}

export function DraftPreview({ values, hookId, eventTypes }: DraftPreviewProps) {
  // Null is the ping; undefined is the first example there is.
  const [chosen, setChosen] = useState<string | null>();
  const examples = examplesFor(values.patterns, eventTypes);
  const type = chosen === null ? undefined : (examples.find(({ name }) => name === chosen) ?? examples[0]);
  // As it was written: an example that is read into the program may lose digits.
  const written = useQuery({ ...eventTypeQuery(type?.id ?? ''), enabled: type !== undefined });
  const exampleText = type === undefined ? null : (written.data?.exampleText ?? null);

  const [draft] = useDebouncedValue(JSON.stringify(draftOf(values)), AFTER_LAST_KEY_MS);
  const event =
    type === undefined || exampleText === null ? null : { type: type.name, dataText: exampleText };
  const preview = useQuery({
    ...draftPreviewQuery({ hookText: draft, hookId, event }),
    enabled: type === undefined || written.data !== undefined,
  });
  const signedBy = hookId === null ? 'example' : 'hook';
  return (
    <DraftRequest
      example={type?.name ?? null}
      examples={examples.map(({ name }) => name)}
      failure={preview.error === null ? null : detailOf(preview.error)}
      onExample={setChosen}
      request={preview.data}
      signedBy={usesSecret(values) ? signedBy : null}
    />
  );
}

/** How many examples are offered: more would not be looked through. */
const EXAMPLES = 200;

/** Types that have an example and are taken by one of the patterns; without patterns, all that have one. */
function examplesFor(patterns: string[], eventTypes: EventType[]): EventType[] {
  return eventTypes
    .filter(
      ({ name, example }) =>
        example != null && (patterns.length === 0 || patterns.some((pattern) => matches(pattern, name))),
    )
    .slice(0, EXAMPLES);
}
