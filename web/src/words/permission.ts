/** Permissions and grants in words. */

export interface Right {
  permission: string;
  label: string;
}

export interface RightGroup {
  title: string;
  rights: Right[];
}

/** Every permission, in the order and the groups in which people think of them. */
export const rightGroups: RightGroup[] = [
  {
    title: 'Hooks',
    rights: [
      { permission: 'hooks.view', label: 'See hooks' },
      { permission: 'hooks.create', label: 'Make hooks' },
      { permission: 'hooks.edit', label: 'Change hooks, see secrets' },
      { permission: 'hooks.delete', label: 'Delete hooks' },
      { permission: 'hooks.test', label: 'Test hooks' },
    ],
  },
  {
    title: 'Events',
    rights: [
      { permission: 'events.view', label: 'See events and deliveries' },
      { permission: 'events.publish', label: 'Post events' },
      { permission: 'deliveries.replay', label: 'Send deliveries again' },
    ],
  },
  {
    title: 'Catalogue',
    rights: [
      { permission: 'catalog.edit', label: 'Change event types' },
      { permission: 'apps.edit', label: 'Change apps and SKUs' },
    ],
  },
  {
    title: 'Administration',
    rights: [
      { permission: 'members.edit', label: 'Change members' },
      { permission: 'tokens.edit', label: 'Make and revoke tokens' },
      { permission: 'audit.view', label: 'Read the audit log' },
      { permission: 'settings.edit', label: 'Change settings' },
    ],
  },
];

/** The grants of somebody in a line: what they may see and hook. */
export function grantsLine(grants: string[]): string {
  if (grants.includes('*')) return 'All events';
  return grants.length === 0 ? 'No events' : [...grants].sort().join(', ');
}

/** How many permissions somebody has, or that it is all of them. */
export function permissionsLine(permissions: string[]): string {
  const all = rightGroups.reduce((sum, { rights }) => sum + rights.length, 0);
  if (permissions.length >= all) return 'Everything';
  return permissions.length === 1 ? '1 permission' : `${permissions.length} permissions`;
}

/** True for an owner, who has every permission: only another owner takes anything from them. */
export function isOwners(has: (permission: string) => boolean): boolean {
  return rightGroups.every(({ rights }) => rights.every(({ permission }) => has(permission)));
}

/** True for two lists with the same members, in whatever order. */
export function isSame(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item));
}

/** Permissions one by one in a line, for somebody who gets them: "see hooks, test hooks". */
export function rightsLine(permissions: string[]): string {
  if (permissions.length === 0) return 'nothing yet';
  const all = rightGroups.flatMap(({ rights }) => rights);
  if (permissions.length >= all.length) return 'do everything';
  const labels = all.filter(({ permission }) => permissions.includes(permission)).map(({ label }) => label);
  return labels.map((label) => label.charAt(0).toLowerCase() + label.slice(1)).join(', ');
}
