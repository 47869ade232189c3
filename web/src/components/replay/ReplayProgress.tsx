/** How far a replay is, as a bar and in words. */
import type { Replay } from '~/api/shapes';
import classes from '~/components/replay/ReplayTable.module.css';
import { progress, progressWords } from '~/words/replay';

export interface ReplayProgressProps {
  replay: Replay;
  /** `large` where it is what the page is about. */
  size?: 'small' | 'large';
}

export function ReplayProgress({ replay, size = 'small' }: ReplayProgressProps) {
  return (
    <div className={classes.progress} data-size={size}>
      <progress aria-label="Progress" max={100} value={progress(replay)} />
      <span>{progressWords(replay)}</span>
    </div>
  );
}
