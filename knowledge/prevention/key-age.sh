#!/usr/bin/env bash
# Lists access keys that are old or that nobody has used for long, so that they can be replaced before they stop working.
# Reads only; shows the last four characters of a key id and no secret. Exits with 1 when a key is over the limit.
# Needs: aws, iam:ListUsers, iam:ListAccessKeys, iam:GetAccessKeyLastUsed. Usage: key-age.sh [DAYS]
set -euo pipefail

limit="${1:-90}"
case "$limit" in
  '' | *[!0-9]*) echo "key-age: the limit must be a number of days, not '$limit'." >&2; exit 2 ;;
esac
command -v aws >/dev/null || { echo 'key-age: the AWS CLI is not installed.' >&2; exit 2; }

# Days since a moment that AWS wrote as 2026-03-01T08:00:00+00:00; GNU and BSD date differ.
days_since() {
  local moment
  moment=$(date -u -d "$1" +%s 2>/dev/null || date -u -j -f '%Y-%m-%dT%H:%M:%S' "${1%%[+Z]*}" +%s)
  echo $((($(date -u +%s) - moment) / 86400))
}

old=0
users=$(aws iam list-users --query 'Users[].UserName' --output text)
for user in $users; do
  while read -r id status created; do
    case "$id" in '' | None) continue ;; esac
    used=$(aws iam get-access-key-last-used --access-key-id "$id" \
      --query 'AccessKeyLastUsed.LastUsedDate' --output text)
    [ "$used" = None ] && used=never
    age=$(days_since "$created")
    mark=
    if [ "$age" -gt "$limit" ]; then
      mark=' OVER THE LIMIT'
      old=1
    fi
    printf '%s  key …%s  %s  %s days  last used %s%s\n' "$user" "${id: -4}" "$status" "$age" "${used%%T*}" "$mark"
  done < <(aws iam list-access-keys --user-name "$user" \
    --query 'AccessKeyMetadata[].[AccessKeyId,Status,CreateDate]' --output text)
done
exit "$old"
