/** The pages to look at, each with what the API answers there: full, empty, failing, and with difficult names. */
import { appScenes } from './scenes/apps';
import { auditScenes } from './scenes/audit';
import { deliveryScenes } from './scenes/deliveries';
import { eventScenes } from './scenes/events';
import { hookScenes } from './scenes/hooks';
import { operatorScenes } from './scenes/operator';
import { overviewScenes } from './scenes/overview';
import { peopleScenes } from './scenes/people';
import type { Scene } from './scenes/scene';

export const scenes: Scene[] = [
  ...peopleScenes,
  ...overviewScenes,
  ...hookScenes,
  ...deliveryScenes,
  ...appScenes,
  ...auditScenes,
  ...eventScenes,
  ...operatorScenes,
];

/** One of the scenes above, by its name. */
export function scene(name: string): Scene {
  const found = scenes.find((scene) => scene.name === name);
  if (found === undefined) throw new Error(`There is no scene ${name}.`);
  return found;
}
