/** The console's name and logo, and where components find them: the operator's own, or the tenant's behind the sign-in. */
import { createContext, useContext } from 'react';

export interface Brand {
  name: string;
  /** Where the logo is; null for Billhook's own sign. */
  logo: string | null;
}

/** As the server writes them into the page; the colour comes as a style sheet. */
const meta = document.querySelector<HTMLMetaElement>('meta[name="application-name"]');

export const brand: Brand = { name: meta?.content ?? 'Billhook', logo: meta?.dataset.logo ?? null };

const BrandContext = createContext(brand);

/** Gives what is inside another brand. */
export const BrandProvider = BrandContext.Provider;

export function useBrand(): Brand {
  return useContext(BrandContext);
}
