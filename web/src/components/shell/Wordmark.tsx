/** The name and its sign: a bill-hook's blade on its handle, unless the operator or the tenant has another. */
import classes from '~/components/shell/Wordmark.module.css';
import { useBrand } from '~/theme/brand';

export function Wordmark() {
  const brand = useBrand();
  return (
    <span className={classes.root}>
      {brand.logo === null ? <Sign /> : <img alt="" className={classes.logo} src={brand.logo} />}
      {brand.name}
    </span>
  );
}

function Sign() {
  return (
    <svg aria-hidden="true" fill="none" height="22" viewBox="0 0 32 32" width="22">
      <path
        d="M11 27V9.5M11 19c6.5 1.2 11-1.6 11-6.7 0-3.4-2.3-5.3-4.9-5.3"
        stroke="currentColor"
        strokeLinecap="round"
        strokeWidth="3"
      />
      <circle cx="11" cy="5.5" fill="var(--bh-mark)" r="2" />
    </svg>
  );
}
