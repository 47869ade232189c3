/** Puts the tenant's own name, logo and colour on what is inside; what it has not set is the installation's. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, type ReactNode } from 'react';

import { brandingQuery } from '~/services/branding';
import { brand, BrandProvider } from '~/theme/brand';

export function TenantBrand({ tenantId, children }: { tenantId: string | null; children: ReactNode }) {
  const { data } = useQuery({ ...brandingQuery, enabled: tenantId !== null });
  const present = useMemo(
    () => ({ name: data?.name ?? brand.name, logo: data?.logo ?? brand.logo }),
    [data?.name, data?.logo],
  );
  useStyles(data?.styles ?? null);
  return <BrandProvider value={present}>{children}</BrandProvider>;
}

/** Lays this style sheet over all others. One that is constructed needs no exception from the page's policy. */
function useStyles(styles: string | null): void {
  useEffect(() => {
    if (styles === null) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [styles]);
}
