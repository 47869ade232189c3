/** An instant: relative in the text, exact on hover and focus, machine-readable in the markup. */
import { Hint } from '~/components/base/Hint';
import { useNow } from '~/components/base/use-now';
import { exactTime, relativeTime } from '~/words/time';

export interface WhenProps {
  /** RFC 3339, or null for "never". */
  at: string | null | undefined;
  /** What to say when there is no instant. */
  never?: string;
}

/** The present, or what has come after the last tick of it: that is not to come. */
function reached(at: string, now: number): number {
  const instant = Date.parse(at);
  return instant > now && instant <= Date.now() ? instant : now;
}

export function When({ at, never = '–' }: WhenProps) {
  const now = useNow();
  if (at == null) return <span>{never}</span>;
  return (
    <Hint label={() => exactTime(at)}>
      <time dateTime={at}>{relativeTime(at, reached(at, now))}</time>
    </Hint>
  );
}
