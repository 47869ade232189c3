/** One HTTP exchange: the request as it was sent and the response as it came, side by side where there is room. */
import { Text, Title } from '@mantine/core';

import type { RequestShown, ResponseShown } from '~/api/shapes';
import { BodyText } from '~/components/http/BodyText';
import classes from '~/components/http/Exchange.module.css';
import { HeaderList } from '~/components/http/HeaderList';

export interface ExchangeProps {
  request: RequestShown;
  /** Null when no response came; `noAnswer` says why. Undefined when none was asked for. */
  response?: ResponseShown | null;
  /** How the response began, such as "500 Internal Server Error". */
  status?: string;
  noAnswer?: string | null;
}

export function Exchange({ request, response, status, noAnswer }: ExchangeProps) {
  return (
    <div className={response === undefined ? undefined : classes.pair}>
      <RequestPart request={request} />
      {response !== undefined && (
        <div className={classes.part}>
          <Title order={3}>Response</Title>
          {response === null ? (
            <Text>{noAnswer ?? 'No response came.'}</Text>
          ) : (
            <>
              <code className={classes.line}>{status}</code>
              <HeaderList headers={response.headers} />
              <BodyText body={response.body} label="Response body" truncated={response.truncated} />
            </>
          )}
        </div>
      )}
    </div>
  );
}

function RequestPart({ request }: { request: RequestShown }) {
  return (
    <div className={classes.part}>
      <Title order={3}>Request</Title>
      <code className={classes.line} dir="ltr">
        <b>{request.method}</b> {request.url}
      </code>
      <HeaderList headers={request.headers} />
      <BodyText body={request.body} label="Request body" />
    </div>
  );
}
