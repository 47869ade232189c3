import { expect, test } from 'vitest';

import type { ActionMatch } from '~/api/shapes';
import { whyNot } from '~/words/match';

const action = (
  event_type: string,
  left_out_by: ActionMatch['left_out_by'],
  detail?: string,
): ActionMatch => ({
  action_id: event_type,
  event_type,
  left_out_by,
  ...(detail !== undefined && { failing: { clause: '/gte', detail } }),
});

test('actions of other types are named together', () => {
  const actions = ['a.b', 'c.*', 'd.e', 'f.g', 'h.i'].map((type) => action(type, 'event_type'));
  expect(whyNot({ matches: false, actions })).toEqual(['It takes a.b, c.*, d.e and 2 more.']);
});

test('an action that nearly took it says what was missing', () => {
  const actions = [
    action('a.b', 'event_type'),
    action('invoice.*', 'filter', '`/total` is 900, and must be at least 1000'),
    action('invoice.paid', 'app'),
  ];
  expect(whyNot({ matches: false, actions })).toEqual([
    'invoice.*: kept out by the filter, as `/total` is 900, and must be at least 1000.',
    'invoice.paid: the event is of another app, or of none.',
  ]);
});

test('a hook that was made later would get it now', () => {
  expect(whyNot({ matches: true, actions: [] })[0]).toContain('would get it now');
  expect(whyNot({ matches: false, actions: [] })).toEqual(['It has no actions.']);
});
