/**
 * Which tenant the requests are for, when the user belongs to several. Kept per browser; the server decides
 * on every request whether the user may.
 */
const STORAGE_KEY = 'billhook-tenant';

let chosen: string | null = read();

/** The chosen tenant's id, or null for "the only one". */
export function chosenTenant(): string | null {
  return chosen;
}

/** Chooses; the caller throws away what was fetched for the tenant before. */
export function chooseTenant(id: string | null): void {
  chosen = id;
  try {
    if (id === null) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, id);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}
