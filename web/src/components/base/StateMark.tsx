/** A state as a shape, a colour and a word: none of the three has to be seen for the others to work. */
import { Hint } from '~/components/base/Hint';
import { BanIcon, CheckIcon, ClockIcon, FailureIcon, SuccessIcon } from '~/components/base/icons';
import classes from '~/components/base/StateMark.module.css';
import type { Said, Tone } from '~/words/tone';

const shapes: Record<Tone, typeof SuccessIcon> = {
  good: SuccessIcon,
  bad: FailureIcon,
  wait: ClockIcon,
  off: BanIcon,
  over: CheckIcon,
};

export interface StateMarkProps {
  said: Said;
  /** A sentence shown on hover and focus. */
  why?: string | null;
  /** `pill` stands alone, `plain` sits in a row of a table. */
  look?: 'pill' | 'plain';
  /** Lets a long label break into lines. */
  wraps?: boolean;
}

export function StateMark({ said, why = null, look = 'plain', wraps = false }: StateMarkProps) {
  const Shape = shapes[said.tone];
  const mark = (
    <span className={classes.mark} data-look={look} data-tone={said.tone} data-wraps={wraps || undefined}>
      <Shape size={15} />
      {said.label}
    </span>
  );
  return why === null ? mark : <Hint label={why}>{mark}</Hint>;
}
