/** PHP 8, with nothing but its standard extensions. */
import { digestPattern, type Language } from '~/components/hook/verify/language';

export const php: Language = {
  id: 'php',
  label: 'PHP',
  standard: `<?php

/** True if the request is genuine. $headers have lower-case names; $body is file_get_contents('php://input'). */
function is_genuine(array $headers, string $body): bool
{
    $timestamp = $headers['webhook-timestamp'] ?? '';
    if (abs(time() - (int) $timestamp) > 300) {
        return false; // Too old: somebody may be repeating it.
    }

    $key = base64_decode(preg_replace('/^whsec_/', '', getenv('WEBHOOK_SECRET')));
    $message = ($headers['webhook-id'] ?? '') . '.' . $timestamp . '.' . $body;
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', $message, $key, true));
    foreach (explode(' ', $headers['webhook-signature'] ?? '') as $given) {
        if (hash_equals($expected, $given)) {
            return true;
        }
    }
    return false;
}
`,
  ed25519: `<?php

/** True if the request is genuine. $headers have lower-case names; $body is file_get_contents('php://input'). */
function is_genuine(array $headers, string $body): bool
{
    $timestamp = $headers['webhook-timestamp'] ?? '';
    if (abs(time() - (int) $timestamp) > 300) {
        return false; // Too old: somebody may be repeating it.
    }

    $key = base64_decode(preg_replace('/^whpk_/', '', getenv('WEBHOOK_PUBLIC_KEY')));
    $message = ($headers['webhook-id'] ?? '') . '.' . $timestamp . '.' . $body;
    foreach (explode(' ', $headers['webhook-signature'] ?? '') as $given) {
        $signature = (string) base64_decode(preg_replace('/^v1a,/', '', $given), true);
        if (strlen($signature) === 64 && sodium_crypto_sign_verify_detached($signature, $message, $key)) {
            return true;
        }
    }
    return false;
}
`,
  token: `<?php

/** True if the request is genuine. $body is file_get_contents('php://input'). */
function is_genuine(string $body): bool
{
    $message = json_decode($body, true);
    return hash_equals(getenv('WEBHOOK_SECRET'), (string) ($message['Signature'] ?? ''));
}
`,
  digest: (format) => `<?php

/** True if the payload came as it was sent. $body is file_get_contents('php://input'). */
function is_intact(string $body): bool
{
    return preg_match('~${digestPattern[format]}~s', $body, $parts) === 1
        && md5($parts[1]) === $parts[2];
}
`,
};
