/** What a password has to be. The server has the last word. */

/** In characters. */
export const MIN_PASSWORD = 12;

/** What is wrong with a password that is to be; null if nothing is. */
export function checkPassword(password: string): string | null {
  return password.length < MIN_PASSWORD ? `At least ${MIN_PASSWORD} characters` : null;
}
