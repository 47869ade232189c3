/** The list of hooks: what each is, whether it sends, how it is doing. */
import type { Hook } from '~/api/shapes';
import { RowLink } from '~/components/base/RowLink';
import { Rows, type Column, type Listing } from '~/components/base/Rows';
import { StateMark } from '~/components/base/StateMark';
import { When } from '~/components/base/When';
import classes from '~/components/hook/HookTable.module.css';
import { hookStates, standing, whyNotSending } from '~/words/hook';

const columns: Column<Hook>[] = [
  { head: 'Hook', phone: 'title', cell: (hook) => <NameAndUrl hook={hook} /> },
  {
    head: 'State',
    width: '8rem',
    phone: 'mark',
    cell: (hook) => <StateMark said={hookStates[hook.state]} why={whyNotSending(hook)?.why ?? null} />,
  },
  { head: 'Health', width: '13rem', phone: 'note', cell: (hook) => <StateMark said={standing(hook)} /> },
  { head: 'Events', width: '13rem', phone: 'hide', cell: (hook) => <Patterns hook={hook} /> },
  {
    head: 'Last success',
    width: '9rem',
    align: 'end',
    phone: 'time',
    cell: (hook) => <When at={hook.last_success_at} never="Never" />,
  },
];

export function HookTable({ listing, empty }: { listing: Listing<Hook>; empty: React.ReactNode }) {
  return <Rows columns={columns} empty={empty} label="Hooks" listing={listing} />;
}

function NameAndUrl({ hook }: { hook: Hook }) {
  return (
    <div className={classes.hook}>
      <RowLink className={classes.name} to={`/hooks/${hook.id}`}>
        <bdi>{hook.name}</bdi>
      </RowLink>
      <span className={classes.url} dir="ltr" title={hook.url}>
        {hook.url}
      </span>
    </div>
  );
}

/** The first pattern and how many more there are: enough to tell hooks apart. */
function Patterns({ hook }: { hook: Hook }) {
  const [first, ...rest] = hook.actions.map((action) => action.event_type);
  if (first === undefined) return <span className={classes.none}>None</span>;
  return (
    <span className={classes.patterns} title={[first, ...rest].join('\n')}>
      <code>{first}</code>
      {rest.length > 0 && <span className={classes.none}>+{rest.length}</span>}
    </span>
  );
}
