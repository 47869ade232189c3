"""A mail server for the stories: aiosmtpd, which prints its port and then each mail as a line of JSON.

mail_server.py starttls|tls CERTIFICATE KEY USER PASSWORD

Whoever does not sign in, or says anything before STARTTLS, is refused. So is every mail to nobody@…, for good.
"""

import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

security, certificate, key, user, password = sys.argv[1:]


class Printer:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None or security == "tls",
            "user": session.auth_data,
            "text": envelope.content.decode(),
        }
        print(json.dumps(mail), flush=True)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    given = (data.login.decode(), data.password.decode())
    return AuthResult(success=given == (user, password), handled=False, auth_data=given[0])


def protocol(context):
    inside = context if security == "starttls" else None
    return SMTP(
        Printer(),
        tls_context=inside,
        require_starttls=inside is not None,
        authenticator=authenticate,
        auth_required=True,
        auth_require_tls=inside is not None,
        hostname="localhost",
    )


async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    outside = context if security == "tls" else None
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: protocol(context), "127.0.0.1", 0, ssl=outside)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
