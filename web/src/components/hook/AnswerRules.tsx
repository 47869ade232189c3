/** What each answer of the receiver leads to, and what switches the hook off. */
import type { Policy } from '~/api/shapes';
import { StateMark } from '~/components/base/StateMark';
import classes from '~/components/hook/AnswerRules.module.css';
import { answerRules, type AnswerRule } from '~/words/verdicts';

export function AnswerRules({ policy }: { policy: Policy }) {
  return (
    <table aria-label="What an answer means" className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Answer</th>
          <th scope="col">Means</th>
        </tr>
      </thead>
      <tbody>
        {answerRules(policy).map((rule) => (
          <tr key={rule.on.join()}>
            <th scope="row">
              <Answers rule={rule} />
            </th>
            <td>
              <StateMark said={{ label: rule.means, tone: rule.tone }} wraps />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Answers({ rule: { on, kind } }: { rule: AnswerRule }) {
  if (kind === 'words') return on;
  return (
    <span className={classes.statuses}>
      {on.map((status) => (
        <code key={status}>{status}</code>
      ))}
    </span>
  );
}
