# Sourced by the other scripts: how they speak. Everything goes to stderr, so that stdout stays a script's answer.

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}
