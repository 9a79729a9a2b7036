# Lists access keys that are old, so that they can be replaced before they stop working.
# Reads only; shows the last four characters of a key id and no secret. Exits with 1 when a key is over the limit.
# Needs: aws, iam:ListUsers, iam:ListAccessKeys. Usage: ./key-age.ps1 [-Days 90]
param([ValidateRange(1, 3650)][int]$Days = 90)
$ErrorActionPreference = 'Stop'

if (-not (Get-Command aws -ErrorAction SilentlyContinue)) {
  [Console]::Error.WriteLine('key-age: the AWS CLI is not installed.')
  exit 2
}

$old = 0
$users = (aws iam list-users --output json | ConvertFrom-Json).Users
foreach ($user in $users) {
  $keys = (aws iam list-access-keys --user-name $user.UserName --output json | ConvertFrom-Json).AccessKeyMetadata
  foreach ($key in $keys) {
    $age = [int]((Get-Date).ToUniversalTime() - ([datetime]$key.CreateDate).ToUniversalTime()).TotalDays
    $mark = ''
    if ($age -gt $Days) { $mark = ' OVER THE LIMIT'; $old = 1 }
    $last = $key.AccessKeyId.Substring($key.AccessKeyId.Length - 4)
    "$($user.UserName)  key ...$last  $($key.Status)  $age days$mark"
  }
}
exit $old
