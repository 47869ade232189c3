/** What stands where something could not be fetched or done: the reason, and a way to try again. */
import { Alert, Button } from '@mantine/core';

import { WarningIcon } from '~/components/base/icons';

export interface FailureProps {
  title?: string;
  message: string;
  onRetry?: (() => void) | undefined;
}

export function Failure({ title, message, onRetry }: FailureProps) {
  return (
    <Alert color="red" icon={<WarningIcon size={18} />} role="alert" title={title} variant="light">
      {message}
      {onRetry !== undefined && (
        <Button
          color="red"
          mt="sm"
          onClick={onRetry}
          size="xs"
          style={{ display: 'block' }}
          variant="default"
        >
          Try again
        </Button>
      )}
    </Alert>
  );
}
