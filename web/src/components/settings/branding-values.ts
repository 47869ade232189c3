/** What is typed of a tenant's branding, and what is sent of it. */
import type { Branding, BrandingPatch } from '~/api/shapes';

export interface BrandingValues {
  name: string;
  colour: string;
  /** A `data:` URL; null for none. */
  logo: string | null;
}

/** The largest file that the API takes. */
export const MAX_LOGO = 64 * 1024;

export function valuesOf({ name, colour, logo }: Branding): BrandingValues {
  return { name: name ?? '', colour: colour ?? '', logo: logo ?? null };
}

/** Only what differs; empty is the installation's. Null if nothing does. */
export function changeOf(values: BrandingValues, before: BrandingValues): BrandingPatch | null {
  const change: BrandingPatch = {};
  const [name, colour] = [values.name.trim(), values.colour.trim()];
  if (name !== before.name) change.name = name === '' ? null : name;
  if (colour !== before.colour) change.colour = colour === '' ? null : colour;
  if (values.logo !== before.logo) change.logo = values.logo;
  return Object.keys(change).length > 0 ? change : null;
}

/** The field that a pointer into the change is about. */
export function fieldOf(pointer: string): keyof BrandingValues | null {
  const field = pointer.slice(1);
  return field === 'name' || field === 'colour' || field === 'logo' ? field : null;
}
