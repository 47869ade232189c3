/** Ruby 3.0 and later, with nothing but the standard library. */
import { digestPattern, type Language } from '~/components/hook/verify/language';

export const ruby: Language = {
  id: 'ruby',
  label: 'Ruby',
  standard: `require "openssl"

KEY = ENV.fetch("WEBHOOK_SECRET").delete_prefix("whsec_").unpack1("m")

# True if the request is genuine. \`body\` is what came, before any parsing: request.raw_post in Rails.
def genuine?(headers, body)
  timestamp = headers["webhook-timestamp"]
  return false if (Time.now.to_i - timestamp.to_i).abs > 300 # Too old: somebody may be repeating it.

  digest = OpenSSL::HMAC.digest("SHA256", KEY, "#{headers["webhook-id"]}.#{timestamp}.".b + body.b)
  expected = "v1,#{[digest].pack("m0")}"
  headers["webhook-signature"].to_s.split.any? { |given| OpenSSL.secure_compare(given, expected) }
end
`,
  ed25519: `require "openssl"

# Ruby 3.1 and later. The key stands behind the twelve bytes that say what it is (RFC 8410).
KEY = OpenSSL::PKey.read(
  ["302a300506032b6570032100"].pack("H*") + ENV.fetch("WEBHOOK_PUBLIC_KEY").delete_prefix("whpk_").unpack1("m")
)

# True if the request is genuine. \`body\` is what came, before any parsing: request.raw_post in Rails.
def genuine?(headers, body)
  timestamp = headers["webhook-timestamp"]
  return false if (Time.now.to_i - timestamp.to_i).abs > 300 # Too old: somebody may be repeating it.

  message = "#{headers["webhook-id"]}.#{timestamp}.".b + body.b
  headers["webhook-signature"].to_s.split.any? do |given|
    given.start_with?("v1a,") && KEY.verify(nil, given.delete_prefix("v1a,").unpack1("m"), message)
  end
end
`,
  token: `require "json"
require "openssl"

TOKEN = ENV.fetch("WEBHOOK_SECRET")

# True if the request is genuine. \`body\` is what came.
def genuine?(body)
  OpenSSL.secure_compare(JSON.parse(body)["Signature"].to_s, TOKEN)
end
`,
  digest: (format) => `require "digest"

PARTS = Regexp.new('${digestPattern[format]}', Regexp::MULTILINE | Regexp::NOENCODING)

# True if the payload came as it was sent. \`body\` is what came, before any parsing.
def intact?(body)
  parts = PARTS.match(body.b)
  !parts.nil? && Digest::MD5.hexdigest(parts[1]) == parts[2]
end
`,
};
