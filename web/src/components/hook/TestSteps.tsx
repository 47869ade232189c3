/** How far a test is: queued, sent, answered, each with its moment, the open one marked. */
import type { Attempt, Delivery } from '~/api/shapes';
import { useNow } from '~/components/base/use-now';
import classes from '~/components/hook/TestSteps.module.css';
import { outcomeWords } from '~/words/delivery';
import { clockTime, duration } from '~/words/time';

export interface TestStepsProps {
  /** Undefined until the server has taken the test. */
  delivery: Delivery | undefined;
}

interface Step {
  label: string;
  state: 'done' | 'open' | 'to come';
  note: string | null;
}

export function TestSteps({ delivery }: TestStepsProps) {
  const now = useNow();
  return (
    <ol aria-label="Steps of the test" className={classes.root}>
      {stepsOf(delivery, now).map(({ label, state, note }) => (
        <li aria-current={state === 'open' ? 'step' : undefined} data-state={state} key={label}>
          <span className={classes.dot} />
          <b>{label}</b>
          <span className={classes.note}>{note ?? ' '}</span>
        </li>
      ))}
    </ol>
  );
}

function stepsOf(delivery: Delivery | undefined, now: number): Step[] {
  const attempt = delivery?.last_attempt ?? null;
  const isSent = attempt !== null || delivery?.state === 'in_flight';
  const isOver = attempt !== null && delivery?.finished_at != null;
  return [
    {
      label: 'Queued',
      state: isSent ? 'done' : 'open',
      note: delivery === undefined ? null : clockTime(Date.parse(delivery.created_at), now),
    },
    {
      label: 'Sent',
      state: isOver ? 'done' : isSent ? 'open' : 'to come',
      note: attempt === null ? null : clockTime(Date.parse(attempt.started_at), now),
    },
    {
      label: isOver && attempt.outcome !== 'response' ? 'No answer' : 'Answered',
      state: isOver ? 'done' : 'to come',
      note: isOver ? answer(attempt) : null,
    },
  ];
}

function answer(attempt: Pick<Attempt, 'outcome' | 'status' | 'duration_ms'>): string {
  return `${outcomeWords(attempt)}, ${duration(attempt.duration_ms)}`;
}
