/** The attempts of a delivery side by side: what changed from one to the next stands out. */
import type { Attempt } from '~/api/shapes';
import { When } from '~/components/base/When';
import classes from '~/components/delivery/AttemptComparison.module.css';
import { outcomeWords } from '~/words/delivery';
import { readable } from '~/words/json';
import { duration } from '~/words/time';

/** In characters; the whole body is a press away. */
const BEGINNING = 400;

export function AttemptComparison({ attempts }: { attempts: Attempt[] }) {
  const inOrder = [...attempts].sort((a, b) => a.number - b.number);
  const row = (head: string, cell: (attempt: Attempt) => React.ReactNode) => (
    <tr>
      <th scope="row">{head}</th>
      {inOrder.map((attempt) => (
        <td data-attempt={`Attempt ${attempt.number}`} key={attempt.id}>
          <div>{cell(attempt)}</div>
        </td>
      ))}
    </tr>
  );
  return (
    // What scrolls is scrolled by keys, too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div aria-label="Attempts side by side" className={classes.root} role="region" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            {inOrder.map(({ id, number }) => (
              <th key={id} scope="col">
                Attempt {number}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row('Began', ({ started_at }) => (
            <When at={started_at} />
          ))}
          {row('Took', ({ duration_ms }) => duration(duration_ms))}
          {row('Outcome', (attempt) => outcomeWords(attempt))}
          {row('Error', ({ error }) => error ?? '–')}
          {row('Response', ({ response }) =>
            response == null || response.body === '' ? '–' : <pre dir="ltr">{beginning(response.body)}</pre>,
          )}
        </tbody>
      </table>
    </div>
  );
}

function beginning(body: string): string {
  const text = readable(body);
  return text.length > BEGINNING ? `${text.slice(0, BEGINNING)}…` : text;
}
