const SECRET = '[A-Z_]*(?:SECRET|TOKEN|PASSWORD)[A-Z_]*'
/** Pipes after which only the names are left. */
const NAMES_ONLY =
  /\|\s*(?:cut\s+-d\s*['"]?=['"]?\s+-f\s*1|sed\s+\S*s\/=\.\*|awk\s+-F\s*['"]?=|(?:select|select-object)\s+(?:-expandproperty\s+)?name\b)/i

const PRINTS: readonly { readonly form: RegExp; readonly why: string }[] = [
  {
    form: new RegExp(
      String.raw`\b(?:echo|printf|print|write-(?:host|output))\b[^\n|;&]*\$\{?(?:env:)?${SECRET}\b(?!\.length)`,
      'i',
    ),
    why: 'it prints the value of a secret variable',
  },
  {
    form: new RegExp(String.raw`\becho\b[^\n]*%${SECRET}%`, 'i'),
    why: 'it prints the value of a secret variable',
  },
  {
    form: new RegExp(String.raw`\bprintenv\s+[^\n|]*${SECRET}`, 'i'),
    why: 'it prints a secret variable',
  },
  {
    form: new RegExp(String.raw`(?:^|[|;(])\s*\$env:${SECRET}\s*(?:$|[|;)])`, 'im'),
    why: 'PowerShell prints a variable that stands alone',
  },
  {
    form: new RegExp(
      String.raw`\b(?:get-childitem|get-item|gci|gi|dir|ls)\s+(?:-path\s+)?env:(?:\\|/)?${SECRET}`,
      'i',
    ),
    why: 'it prints a secret variable',
  },
  {
    form: /\b(?:get-childitem|gci|dir|ls)\s+(?:-path\s+)?env:(?:\\|\/)?(?:aws\w*)?\*?\s*(?:$|[|;)])/im,
    why: 'it prints the whole environment',
  },
  {
    form: /(?:^|[;&(]|\$\()\s*(?:env|printenv|export -p|export|declare -[px]+|set)\s*(?:$|[|;)&>])/m,
    why: 'it prints the whole environment',
  },
  { form: /^\s*set\s+aws\w*\s*$/im, why: 'cmd prints every variable that begins so' },
  {
    form: /\baws\s+configure\s+get\s+(?:\S+\.)?aws_(?:secret_access_key|session_token)/i,
    why: 'it prints the secret from the file',
  },
  {
    form: /^(?![^\n]*(?:\$\(|`|\|\s*iex|invoke-expression))[^\n]*\baws\s+configure\s+export-credentials(?![^\n]*(?:>|\|\s*(?:jq|iex|invoke-expression)))/im,
    why: 'export-credentials prints secrets unless the shell takes them in',
  },
  {
    form: /\b(?:cat|type|less|more|head|tail|get-content|gc)\s+[^\n|;&]*\.aws[\\/](?:credentials|(?:sso|cli)[\\/]cache)/i,
    why: 'it prints a file that holds secrets',
  },
]

/** Why a command would print a secret on the person's screen (and into their thread), if it would. */
export const printsSecret = (command: string): string | undefined => {
  const lines = command.split('\n').filter((line) => !NAMES_ONLY.test(line))
  return PRINTS.find(({ form }) => lines.some((line) => form.test(line)))?.why
}
