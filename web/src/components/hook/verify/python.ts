/** Python 3.9 and later, with nothing but the standard library, which has no Ed25519. */
import { digestPattern, type Language } from '~/components/hook/verify/language';

export const python: Language = {
  id: 'python',
  label: 'Python',
  standard: `import base64
import hashlib
import hmac
import os
import time

KEY = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))


def is_genuine(headers, body: bytes) -> bool:
    """True if the request is genuine. \`body\` is what came, before any parsing."""
    timestamp = headers.get("webhook-timestamp", "")
    message = f"{headers.get('webhook-id')}.{timestamp}.".encode() + body
    digest = hmac.new(KEY, message, hashlib.sha256).digest()
    expected = b"v1," + base64.b64encode(digest)
    given = headers.get("webhook-signature", "").encode().split()
    if not any(hmac.compare_digest(signature, expected) for signature in given):
        return False
    try:
        return abs(time.time() - int(timestamp)) <= 300  # Older: somebody may be repeating it.
    except ValueError:
        return False
`,
  ed25519: `# pip install cryptography
import base64
import os
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

KEY = Ed25519PublicKey.from_public_bytes(
    base64.b64decode(os.environ["WEBHOOK_PUBLIC_KEY"].removeprefix("whpk_"))
)


def is_genuine(headers, body: bytes) -> bool:
    """True if the request is genuine. \`body\` is what came, before any parsing."""
    timestamp = headers.get("webhook-timestamp", "")
    message = f"{headers.get('webhook-id')}.{timestamp}.".encode() + body
    given = headers.get("webhook-signature", "").split()
    if not any(is_signature(signature, message) for signature in given):
        return False
    try:
        return abs(time.time() - int(timestamp)) <= 300  # Older: somebody may be repeating it.
    except ValueError:
        return False


def is_signature(given: str, message: bytes) -> bool:
    version, _, encoded = given.partition(",")
    try:
        KEY.verify(base64.b64decode(encoded), message)
        return version == "v1a"
    except (InvalidSignature, ValueError):
        return False
`,
  token: `import hmac
import json
import os

TOKEN = os.environ["WEBHOOK_SECRET"].encode()


def is_genuine(body: bytes) -> bool:
    """True if the request is genuine. \`body\` is what came."""
    given = str(json.loads(body).get("Signature")).encode()
    return hmac.compare_digest(given, TOKEN)
`,
  digest: (format) => `import hashlib
import re

BODY = re.compile(rb'${digestPattern[format]}', re.DOTALL)


def is_intact(body: bytes) -> bool:
    """True if the payload came as it was sent. \`body\` is what came, before any parsing."""
    parts = BODY.search(body)
    return parts is not None and hashlib.md5(parts[1]).hexdigest() == parts[2].decode()
`,
};
