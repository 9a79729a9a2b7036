import type { CommandPage, Option } from './option.ts'

/** Takes the commands; gives the overview. */
export function overview(pages: readonly CommandPage[], version: string): string {
  return [
    `tfauth ${version}: finds out why Terraform cannot sign in to AWS.`,
    '',
    '  terraform init 2>&1 | tfauth',
    '',
    'Commands:',
    ...columns(pages.map(({ name, does }) => [name, does])),
    '',
    "'tfauth help COMMAND' says more about one of them.",
    '',
  ].join('\n')
}

/** Takes a command; gives how it is called, what its options do and what people type. */
export function pageOf(page: CommandPage): string {
  const options = Object.entries(page.options).map(([name, option]) => [
    spelled(name, option),
    saysOf(option),
  ])
  return [
    `tfauth ${page.name}: ${page.does}`,
    '',
    ...page.usage.map((words) => `  tfauth ${words}`),
    ...(options.length > 0 ? ['', 'Options:', ...columns(options)] : []),
    '',
    'Examples:',
    ...page.examples.flatMap(({ types, does }) => [`  ${types}`, `      ${does}`]),
    ...(page.exits ? ['', `Exit code: ${page.exits}`] : []),
    '',
  ].join('\n')
}

/** `--from ARN` */
export function spelled(name: string, { takes }: Option): string {
  return takes === undefined ? `--${name}` : `--${name} ${takes}`
}

/** What an option does, with the values it knows. */
export function saysOf({ says, among }: Option): string {
  return among ? `${says}: ${among.join(', ')}` : says
}

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const width = Math.max(...rows.map(([first = '']) => first.length))
  return rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}  ${second}`)
}
