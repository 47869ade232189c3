/** What a hook is, at a glance. */
import type { Action, Hook } from '~/api/shapes';
import { CopyText } from '~/components/base/CopyText';
import { Facts } from '~/components/base/Facts';
import { When } from '~/components/base/When';
import classes from '~/components/hook/HookSummary.module.css';
import { presetTitles } from '~/words/hook';
import { count } from '~/words/time';

const formats = { json: 'JSON', xml: 'XML', form: 'form data' };

export function HookSummary({ hook }: { hook: Hook }) {
  const headers = Object.keys(hook.headers);
  return (
    <Facts
      facts={[
        { term: 'URL', value: <CopyText text={hook.url} what="URL" whole /> },
        { term: 'Event types', value: <Patterns actions={hook.actions} /> },
        {
          term: 'Sends',
          value: `${hook.method}, ${formats[hook.format]}, ${presetTitles[hook.preset]}`,
        },
        { term: 'Own headers', value: headers.length === 0 ? 'None' : headers.join(', ') },
        { term: 'Limits', value: limitWords(hook) },
        { term: 'Made', value: <When at={hook.created_at} /> },
        { term: 'Owner', value: <bdi>{hook.owner.name}</bdi> },
        { term: 'Id', value: <CopyText text={hook.id} what="hook id" /> },
      ]}
    />
  );
}

function Patterns({ actions }: { actions: Action[] }) {
  if (actions.length === 0) return 'None: it gets no events';
  return (
    <ul className={classes.patterns}>
      {actions.map(({ id, event_type, app, sku }) => (
        <li key={id}>
          <code>{event_type}</code>
          {app != null && ` of ${[app, sku].filter(Boolean).join(' / ')}`}
        </li>
      ))}
    </ul>
  );
}

function limitWords({ max_in_flight, rate_per_s }: Hook): string {
  const rate = rate_per_s == null ? 'any number per second' : `${count(rate_per_s)} per second`;
  return `${count(max_in_flight)} at a time, ${rate}`;
}
