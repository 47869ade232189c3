/** What a replay takes, in a line that leads to the hook and the replay it names. */
import { Fragment } from 'react';

import { TextLink } from '~/components/base/links';
import type { FilterPart } from '~/words/replay';

export function ReplayFilter({ parts }: { parts: FilterPart[] }) {
  return parts.map((part, index) => (
    // A part has no identity but its place.
    <Fragment key={index}>
      {index > 0 && ' · '}
      <Part {...part} />
    </Fragment>
  ));
}

function Part({ words, hook, replay }: FilterPart) {
  if (hook !== undefined) {
    return (
      <TextLink params={{ hookId: hook }} to="/hooks/$hookId" underline="always">
        <bdi>{words}</bdi>
      </TextLink>
    );
  }
  if (replay !== undefined) {
    return (
      <TextLink params={{ replayId: replay }} to="/replays/$replayId" underline="always">
        {words}
      </TextLink>
    );
  }
  return <bdi>{words}</bdi>;
}
