import { saysOf, spelled } from './help.ts'
import type { CommandPage } from './option.ts'

/** Takes the commands and the version; gives the manual page, as man reads it. */
export function manual(pages: readonly CommandPage[], version: string): string {
  const commands = pages.flatMap((page) => [
    `.SS ${plain(`${page.name}: ${page.does}`)}`,
    ...page.usage.map((words) => `.br\n.B tfauth ${plain(words)}`),
    ...Object.entries(page.options).flatMap(([name, option]) => [
      '.TP',
      `.B ${plain(spelled(name, option))}`,
      plain(saysOf(option)),
    ]),
    ...page.examples.flatMap(({ types, does }) => [
      '.PP',
      plain(does),
      '.PP',
      '.RS',
      '.nf',
      plain(types),
      '.fi',
      '.RE',
    ]),
    ...(page.exits ? ['.PP', plain(`Exit code: ${page.exits}`)] : []),
  ])
  return `${[
    `.TH TFAUTH 1 "" "tfauth ${version}" "User Commands"`,
    '.SH NAME',
    'tfauth \\- finds out why Terraform cannot sign in to AWS',
    '.SH SYNOPSIS',
    '.B terraform init 2>&1 | tfauth',
    '.br',
    '.B tfauth',
    '.I COMMAND',
    '.SH DESCRIPTION',
    'Reads what Terraform, OpenTofu, Terragrunt or the AWS CLI printed, says why AWS refused and what to do.',
    'Nothing leaves the machine, and secrets are taken out before anything is shown.',
    '.SH COMMANDS',
    ...commands,
    '.SH ENVIRONMENT',
    '.TP\n.B NO_COLOR\nset to anything: no colours',
  ].join('\n')}\n`
}

/** What troff would take for itself. */
function plain(words: string): string {
  return words
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/, '\\&$1')
}
