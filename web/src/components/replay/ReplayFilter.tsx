/** What a replay takes, in a line that leads to the hook it names. */
import { Fragment } from 'react';

import { TextLink } from '~/components/base/links';
import type { FilterPart } from '~/words/replay';

export function ReplayFilter({ parts }: { parts: FilterPart[] }) {
  return parts.map(({ words, hook }, index) => (
    // A part has no identity but its place.
    <Fragment key={index}>
      {index > 0 && ' · '}
      {hook === undefined ? (
        <bdi>{words}</bdi>
      ) : (
        <TextLink params={{ hookId: hook }} to="/hooks/$hookId" underline="always">
          <bdi>{words}</bdi>
        </TextLink>
      )}
    </Fragment>
  ));
}
