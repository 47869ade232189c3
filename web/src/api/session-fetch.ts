/**
 * `fetch` for the API: marks requests as the console's own, names the tenant, and renews an expired session once.
 * What an answer means is not decided here.
 */
import { ApiProblem } from '~/api/problem';
import { chosenTenant } from '~/api/tenant';

const SESSION_PATH = '/api/v1/session';
const REFRESH_PATH = `${SESSION_PATH}/refresh`;

/** Sends a request of the generated client. */
export async function sessionFetch(request: Request): Promise<Response> {
  request.headers.set('Billhook-Console', '1');
  const tenant = chosenTenant();
  if (tenant !== null) request.headers.set('Billhook-Tenant', tenant);

  const again = request.clone();
  const answer = await send(request);
  if (answer.status !== 401 || !canBeRenewed(request)) return answer;
  return (await refresh()) ? send(again) : answer;
}

/** Where a 401 speaks of a password: repeated, it would count as another failed try. */
const PROVING_PATHS = [
  SESSION_PATH,
  `${SESSION_PATH}/portal`,
  `${SESSION_PATH}/password`,
  '/api/v1/invitations/accept',
];

/** A password that is refused stays refused; everything else may only have outlived its short session. */
function canBeRenewed(request: Request): boolean {
  const { pathname } = new URL(request.url);
  return pathname !== REFRESH_PATH && !(request.method === 'POST' && PROVING_PATHS.includes(pathname));
}

let refreshing: Promise<boolean> | null = null;

/** Renews the session; requests that fail together wait for one renewal, since the credential rotates. */
function refresh(): Promise<boolean> {
  refreshing ??= send(new Request(new URL(REFRESH_PATH, location.origin), renewal))
    .then((answer) => answer.ok)
    .catch(() => false)
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

const renewal: RequestInit = { method: 'POST', headers: { 'Billhook-Console': '1' } };

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem(0, {});
  }
}
