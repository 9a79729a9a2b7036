import { PLACE_NAMES } from '../app/reply/place-names.ts'
import type { Command, Shell } from '../core/knowledge.ts'
import { escapeHtml } from './escape-html.ts'

const SHELL_NAMES: Readonly<Record<Shell, string>> = {
  bash: 'bash / zsh',
  powershell: 'PowerShell',
  cmd: 'cmd.exe',
  hcl: 'Terraform',
  yaml: 'YAML',
  ini: 'AWS config',
  text: 'Text',
}

/** Shells a person has one of: their commands are the same thing said differently, so only one is shown at a time. */
const ALTERNATIVES: ReadonlySet<Shell> = new Set(['bash', 'powershell', 'cmd'])

/**
 * Takes commands and a name unique on the page; gives blocks with Copy buttons, as tabs where shells are alternatives;
 * what is for one place only is folded away under its name.
 */
export function renderCommands(commands: readonly Command[], name: string): string {
  const places = [...Map.groupBy(commands, ({ place }) => place)]
  const only = places.length === 1
  return places
    .map(([place, of], index) => {
      const blocks = renderPlace(of, `${name}-${index}`)
      if (place === undefined) return blocks
      return `<details class="place"${only ? ' open' : ''}><summary>${PLACE_NAMES[place]}</summary>${blocks}</details>`
    })
    .join('')
}

function renderPlace(commands: readonly Command[], name: string): string {
  const groups = [...Map.groupBy(commands, ({ shell }) => shell)]
  const choice = groups.filter(([shell]) => ALTERNATIVES.has(shell))
  const rest = groups.filter(([shell]) => !ALTERNATIVES.has(shell))
  const alone = choice.length > 1 ? rest : groups
  return [
    ...(choice.length > 1 ? [renderTabs(choice, name)] : []),
    ...alone.map(
      ([shell, of]) =>
        `<div class="commands"><div class="shells"><span class="shell">${SHELL_NAMES[shell]}</span></div>${renderAll(of)}</div>`,
    ),
  ].join('')
}

function renderTabs(groups: readonly [Shell, readonly Command[]][], name: string): string {
  const id = (kind: string, shell: Shell) => escapeHtml(`${name}-${kind}-${shell}`)
  const tabs = groups.map(
    ([shell], index) =>
      `<button type="button" role="tab" class="shell" id="${id('tab', shell)}" aria-controls="${id('panel', shell)}" data-shell="${shell}" aria-selected="${index === 0}" tabindex="${index === 0 ? 0 : -1}">${SHELL_NAMES[shell]}</button>`,
  )
  const panels = groups.map(
    ([shell, of], index) =>
      `<div role="tabpanel" id="${id('panel', shell)}" aria-labelledby="${id('tab', shell)}"${index === 0 ? '' : ' hidden'}>${renderAll(of)}</div>`,
  )
  return `<div class="commands"><div class="shells" role="tablist" aria-label="Shell">${tabs.join('')}</div>${panels.join('')}</div>`
}

function renderAll(commands: readonly Command[]): string {
  // A command on its own lends its Copy button to the bar above it.
  const kind = commands.length === 1 ? 'command sole' : 'command'
  return commands.map((command) => renderCommand(command, kind)).join('')
}

function renderCommand({ shell, text }: Command, kind: string): string {
  // Focusable, because a long command scrolls and people without a mouse must reach its end.
  return `<div class="${kind}"><pre tabindex="0" role="group" aria-label="${SHELL_NAMES[shell]} command"><code>${escapeHtml(text)}</code></pre><button type="button" class="copy" data-copy>Copy</button></div>`
}
