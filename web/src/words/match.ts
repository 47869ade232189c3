/** Why a hook did not get an event, in sentences. */
import type { ActionMatch, EventMatch } from '~/api/shapes';

/** One sentence for each action that could have taken the event but for something; else one for all of them. */
export function whyNot({ matches, actions }: Pick<EventMatch, 'matches' | 'actions'>): string[] {
  if (matches)
    return ['It would get it now. Its actions were different, or it was not there, when the event came.'];
  if (actions.length === 0) return ['It has no actions.'];
  const near = actions.filter(({ left_out_by }) => left_out_by !== 'event_type');
  if (near.length > 0) return [...new Set(near.map(nearly))];
  const patterns = [...new Set(actions.map(({ event_type }) => event_type))];
  const some = patterns.slice(0, MAX_NAMED).join(', ');
  const rest = patterns.length - MAX_NAMED;
  return [`It takes ${some}${rest > 0 ? ` and ${rest} more` : ''}.`];
}

const MAX_NAMED = 3;

function nearly({ event_type, left_out_by, failing }: ActionMatch): string {
  if (left_out_by === 'app') return `${event_type}: the event is of another app, or of none.`;
  if (left_out_by === 'sku') return `${event_type}: the event is of another SKU, or of none.`;
  return `${event_type}: kept out by the filter${failing == null ? '.' : `, as ${failing.detail}.`}`;
}
