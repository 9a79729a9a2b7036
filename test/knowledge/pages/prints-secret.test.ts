import { expect, test } from 'vitest'
import { printsSecret } from '../../../src/knowledge/pages/prints-secret.ts'

test.each([
  'echo $AWS_SECRET_ACCESS_KEY',
  `echo "token: \${AWS_SESSION_TOKEN}"`,
  'printf "%s\\n" "$AWS_SECRET_ACCESS_KEY" | base64',
  'echo %AWS_SECRET_ACCESS_KEY%',
  'Write-Host $env:AWS_SESSION_TOKEN',
  '$env:AWS_SECRET_ACCESS_KEY',
  'printenv AWS_SECRET_ACCESS_KEY',
  'Get-ChildItem Env:AWS_SECRET_ACCESS_KEY',
  'Get-ChildItem Env:',
  'gci env:AWS*',
  'env',
  'env | grep AWS',
  'terraform plan && env',
  'export -p',
  'set',
  'set AWS',
  'aws configure get aws_secret_access_key',
  'aws configure get dev.aws_session_token',
  'aws configure get aws_secret_access_key --profile dev',
  'aws configure export-credentials --profile dev',
  'cat ~/.aws/credentials',
  'type %USERPROFILE%\\.aws\\credentials',
  'Get-Content $HOME/.aws/credentials',
  'cat ~/.aws/sso/cache/*.json',
])('%s prints a secret', (command) => {
  expect(printsSecret(command)).toBeDefined()
})

test.each([
  `echo \${#AWS_SECRET_ACCESS_KEY}`,
  '$env:AWS_SECRET_ACCESS_KEY.Length',
  'Write-Host $env:AWS_SECRET_ACCESS_KEY.Length',
  'env | cut -d= -f1 | grep AWS',
  "env | grep '^AWS' | sed 's/=.*/=set/'",
  'Get-ChildItem Env:AWS* | Select-Object -ExpandProperty Name',
  'Remove-Item Env:AWS_SECRET_ACCESS_KEY',
  "$env:AWS_SESSION_TOKEN = ''",
  'env -u AWS_SESSION_TOKEN terraform plan',
  'unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN',
  'export AWS_PROFILE=dev',
  'set AWS_SESSION_TOKEN=',
  'set -u',
  'eval "$(aws configure export-credentials --profile dev --format env)"',
  'aws configure export-credentials --profile dev --format powershell | Invoke-Expression',
  'printf \'%.4s\\n\' "$AWS_ACCESS_KEY_ID"',
  'aws configure list',
  'grep -n "^\\[" ~/.aws/credentials',
])('%s does not', (command) => {
  expect(printsSecret(command)).toBeUndefined()
})
