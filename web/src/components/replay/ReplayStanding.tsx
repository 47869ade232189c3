/** What became of the deliveries that a replay made, as a bar and in words that lead to them. */
import type { ReplayDeliveries } from '~/api/shapes';
import { TextLink } from '~/components/base/links';
import { StateMark } from '~/components/base/StateMark';
import classes from '~/components/replay/ReplayStanding.module.css';
import { deliveryStates } from '~/words/delivery';
import { standingParts } from '~/words/replay';

export interface ReplayStandingProps {
  replayId: string;
  standing: ReplayDeliveries;
  /** Whether the user may see deliveries. */
  maySee: boolean;
}

export function ReplayStanding({ replayId, standing, maySee }: ReplayStandingProps) {
  const parts = standingParts(standing).map((part) => ({ ...part, tone: deliveryStates[part.state].tone }));
  if (parts.length === 0) return null;
  return (
    <>
      <div aria-hidden="true" className={classes.bar}>
        {parts.map(({ state, count, tone }) => (
          <span data-tone={tone} key={state} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className={classes.parts}>
        {parts.map(({ state, words, tone }) => (
          <li key={state}>
            {maySee ? (
              <TextLink search={{ replay: replayId, state }} to="/deliveries">
                <StateMark said={{ label: words, tone }} />
              </TextLink>
            ) : (
              <StateMark said={{ label: words, tone }} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
