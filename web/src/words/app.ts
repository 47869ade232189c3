/** Apps and SKUs in words, and the actions that are about one. */
import type { Action, Hook, Sku } from '~/api/shapes';

/** What is known by a key: an app, or a SKU of one. */
export interface Keyed {
  id: string;
  key: string;
  name: string;
}

/** An action about an app, with the hook that it belongs to. */
export interface BoundAction {
  id: string;
  hook: Pick<Hook, 'id' | 'name' | 'state'>;
  action: Action;
}

/** The actions about the app with this key, of all these hooks; those about all of it before those about a SKU. */
export function boundTo(app: string, hooks: Hook[]): BoundAction[] {
  return hooks
    .flatMap((hook) => hook.actions.map((action) => ({ id: action.id, hook, action })))
    .filter(({ action }) => action.app === app)
    .sort((a, b) => (a.action.sku ?? '').localeCompare(b.action.sku ?? ''));
}

/** How many of the actions are about each SKU, by its key. */
export function countBySku(bound: BoundAction[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { action } of bound) {
    if (action.sku != null) counts.set(action.sku, (counts.get(action.sku) ?? 0) + 1);
  }
  return counts;
}

/** "100 coins (coins-100)", or the key alone where there is no other name. */
export function keyedLabel({ key, name }: Pick<Sku, 'key' | 'name'>): string {
  return name === key ? key : `${name} (${key})`;
}
