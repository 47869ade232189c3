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
