/** The operator's own name and logo, as the server writes them into the page; its colour comes as a style sheet. */
const meta = document.querySelector<HTMLMetaElement>('meta[name="application-name"]');

export const brand = {
  name: meta?.content ?? 'Billhook',
  /** Where the logo is; null for Billhook's own sign. */
  logo: meta?.dataset.logo ?? null,
};
