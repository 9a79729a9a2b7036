import type { CommandPage } from './option.ts'

const SHELLS = { bash: forBash, zsh: forZsh, fish: forFish } as const

/** Takes a shell's name and the commands; gives what its users source, undefined for a shell it does not know. */
export function completion(shell: string, pages: readonly CommandPage[]): string | undefined {
  const write = Object.entries(SHELLS).find(([name]) => name === shell)?.[1]
  return write?.(pages)
}

/** The words that may follow a command: its own, and its options. */
function wordsOf({ words = [], options }: CommandPage): readonly string[] {
  return [...words, ...Object.keys(options).map((name) => `--${name}`), '--help']
}

function forBash(pages: readonly CommandPage[]): string {
  const commands = pages.map((page) => `    ${page.name}) words="${wordsOf(page).join(' ')}" ;;`)
  const values = valuesOf(pages).map(
    ([option, among]) => `    ${option}) words="${among.join(' ')}" ;;`,
  )
  // Where nothing of ours fits, bash goes on with file names.
  return `# tfauth completion for bash
# shellcheck disable=SC2207
_tfauth() {
  local words=''
  case "\${COMP_WORDS[1]}" in
${commands.join('\n')}
  esac
  case "\${COMP_WORDS[COMP_CWORD - 1]}" in
${values.join('\n')}
    --*) ;;
  esac
  [ "$COMP_CWORD" -eq 1 ] && words="${pages.map(({ name }) => name).join(' ')} help --version"
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o bashdefault -o default -F _tfauth tfauth
`
}

function forZsh(pages: readonly CommandPage[]): string {
  const commands = pages.map(({ name, does }) => `    ${quoted(`${name}:${does}`)}`)
  const cases = pages.map((page) => {
    const options = Object.entries(page.options).map(([name, { says, takes, among }]) => {
      const value =
        takes === undefined
          ? ''
          : `:${takes}:${among ? `(${among.join(' ')})` : takes === 'FILE' ? '_files' : ' '}`
      return quoted(`--${name}[${says.replaceAll(/[[\]]/g, '')}]${value}`)
    })
    const words = page.words ? [quoted(`1:what:(${page.words.join(' ')})`)] : []
    const files = page.files ? [quoted('*:file:_files')] : []
    return `    ${page.name}) _arguments ${[...options, ...words, ...files].join(' ') || ':'} ;;`
  })
  return `#compdef tfauth
# tfauth completion for zsh
_tfauth() {
  local -a commands=(
${commands.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = "_tfauth" ]; then _tfauth "$@"; else compdef _tfauth tfauth; fi
`
}

function forFish(pages: readonly CommandPage[]): string {
  const lines = pages.flatMap((page) => {
    const within = `-n '__fish_seen_subcommand_from ${page.name}'`
    return [
      `complete -c tfauth -n __fish_use_subcommand -f -a ${page.name} -d ${quoted(page.does)}`,
      ...(page.words ? [`complete -c tfauth ${within} -f -a '${page.words.join(' ')}'`] : []),
      ...(page.files ? [`complete -c tfauth ${within} -F`] : []),
      ...Object.entries(page.options).map(([name, { says, takes, among }]) => {
        const value =
          takes === undefined
            ? ''
            : among
              ? ` -x -a '${among.join(' ')}'`
              : takes === 'FILE'
                ? ' -r -F'
                : ' -x'
        return `complete -c tfauth ${within} -l ${name}${value} -d ${quoted(says)}`
      }),
    ]
  })
  return `# tfauth completion for fish\ncomplete -c tfauth -f\n${lines.join('\n')}\n`
}

function valuesOf(
  pages: readonly CommandPage[],
): readonly (readonly [string, readonly string[]])[] {
  const all = pages.flatMap(({ options }) =>
    Object.entries(options).flatMap(([name, { among }]) =>
      among ? [[`--${name}`, among] as const] : [],
    ),
  )
  return [...new Map(all)]
}

/** In single quotes, as all three shells read them. */
function quoted(words: string): string {
  return `'${words.replaceAll("'", "'\\''")}'`
}
