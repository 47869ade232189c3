/** Go 1.19 and later, with nothing but the standard library. */
import { digestPattern, type Language } from '~/components/hook/verify/language';

export const go: Language = {
  id: 'go',
  label: 'Go',
  standard: `package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// IsGenuine is true if the request is genuine. body is what io.ReadAll(request.Body) gave.
func IsGenuine(headers http.Header, body []byte) bool {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(os.Getenv("WEBHOOK_SECRET"), "whsec_"))
	if err != nil {
		return false
	}
	timestamp := headers.Get("webhook-timestamp")
	sent, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || time.Since(time.Unix(sent, 0)).Abs() > 5*time.Minute {
		return false // Too old: somebody may be repeating it.
	}

	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(headers.Get("webhook-id") + "." + timestamp + "."))
	mac.Write(body)
	expected := []byte("v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	for _, given := range strings.Fields(headers.Get("webhook-signature")) {
		if hmac.Equal([]byte(given), expected) {
			return true
		}
	}
	return false
}
`,
  ed25519: `package webhook

import (
	"crypto/ed25519"
	"encoding/base64"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// IsGenuine is true if the request is genuine. body is what io.ReadAll(request.Body) gave.
func IsGenuine(headers http.Header, body []byte) bool {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(os.Getenv("WEBHOOK_PUBLIC_KEY"), "whpk_"))
	if err != nil || len(key) != ed25519.PublicKeySize {
		return false
	}
	timestamp := headers.Get("webhook-timestamp")
	sent, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || time.Since(time.Unix(sent, 0)).Abs() > 5*time.Minute {
		return false // Too old: somebody may be repeating it.
	}

	message := append([]byte(headers.Get("webhook-id")+"."+timestamp+"."), body...)
	for _, given := range strings.Fields(headers.Get("webhook-signature")) {
		signature, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(given, "v1a,"))
		if err == nil && ed25519.Verify(key, message, signature) {
			return true
		}
	}
	return false
}
`,
  token: `package webhook

import (
	"crypto/subtle"
	"encoding/json"
	"os"
)

// IsGenuine is true if the request is genuine. body is what io.ReadAll(request.Body) gave.
func IsGenuine(body []byte) bool {
	var message struct{ Signature string }
	if err := json.Unmarshal(body, &message); err != nil {
		return false
	}
	token := os.Getenv("WEBHOOK_SECRET")
	return subtle.ConstantTimeCompare([]byte(message.Signature), []byte(token)) == 1
}
`,
  digest: (format) => `package webhook

import (
	"crypto/md5"
	"encoding/hex"
	"regexp"
)

var parts = regexp.MustCompile(\`(?s)${digestPattern[format]}\`)

// IsIntact is true if the payload came as it was sent. body is what io.ReadAll(request.Body) gave.
func IsIntact(body []byte) bool {
	found := parts.FindSubmatch(body)
	if found == nil {
		return false
	}
	sum := md5.Sum(found[1])
	return hex.EncodeToString(sum[:]) == string(found[2])
}
`,
};
