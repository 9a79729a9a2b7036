/** Takes a command for PowerShell; gives what is wrong with its form, as far as that can be told without PowerShell. */
export function powershellFaults(text: string): readonly string[] {
  return [
    ...unbalanced(withoutQuotes(text, '`')),
    ...matches(text, [
      [/^\s*(?:export|unset|eval|umask)\b/m, 'a word of the POSIX shell'],
      [/\\\s*$/m, 'a line that goes on after a backslash: here it is a backtick'],
      [/&&|\|\|/, '&& and || are unknown to Windows PowerShell'],
      [/\$(?:AWS|TF|GITHUB|CI)_[A-Z_]+\b/, 'a variable of the environment without $Env:'],
      [/\/dev\/null/, '/dev/null'],
      [/^\s*set [A-Z_]+=/m, 'a word of cmd'],
      [/%[A-Z_]+%/, 'a variable of cmd'],
    ]),
  ]
}

/** Takes a command for cmd; gives what is wrong with its form, as far as that can be told without cmd. */
export function cmdFaults(text: string): readonly string[] {
  return [
    ...text
      .split('\n')
      .filter((line) => (line.match(/(?<!\\)"/g) ?? []).length % 2 === 1)
      .map((line) => `an open quote: ${line}`),
    ...text
      .split('\n')
      .filter(
        (line) =>
          (line.replace(/%[A-Za-z_]\w*(?:\(x86\))?%/g, '').match(/(?<!%)%(?![%~{a-z0-9*])/g) ?? [])
            .length > 0,
      )
      .map((line) => `a % that names no variable: ${line}`),
    ...matches(text, [
      [/^\s*(?:export|unset|eval|umask)\b/m, 'a word of the POSIX shell'],
      [/\$Env:|\$\(/i, 'a variable or call of another shell'],
      [/\\\s*$/m, 'a line that goes on after a backslash: here it is a caret'],
      [/\/dev\/null/, '/dev/null'],
      [/^\s*#/m, 'a remark is written with rem'],
      [/^\s*set [A-Z_]+=\s*".*"\s*$/m, 'quotes become part of the value'],
      [/^\s*set [A-Z_]+ = /m, 'the blank becomes part of the name'],
    ]),
  ]
}

/** Takes lines of an INI file of AWS; gives the lines that such a file cannot hold. */
export function iniFaults(text: string): readonly string[] {
  const faults: string[] = []
  let keys = new Set<string>()
  for (const line of text.split('\n').filter((one) => one.trim() !== '' && !/^\s*[#;]/.test(one))) {
    const section = /^\[(?:(?:profile|sso-session|services) [\w.@/-]+|[\w.@/-]+)\]$/.exec(
      line.trim(),
    )
    const key = /^\s*([a-z][a-z0-9_]*)\s*=\s*(\S.*)?$/.exec(line)?.[1]
    if (section) keys = new Set()
    else if (key === undefined) faults.push(`neither a section nor a setting: ${line}`)
    else if (keys.has(key)) faults.push(`twice in one section: ${key}`)
    else keys.add(key)
  }
  return faults
}

const matches = (text: string, forms: readonly (readonly [RegExp, string])[]): readonly string[] =>
  forms.flatMap(([form, says]) => {
    const found = form.exec(text)
    return found ? [`${says}: ${found[0].trim()}`] : []
  })

/** Strings and remarks are left out; a quote that is not closed is left in for `unbalanced` to find. */
const withoutQuotes = (text: string, mark: string): string =>
  text
    .replaceAll(new RegExp(`${mark}.`, 'gs'), '')
    .replace(/'(?:[^']|'')*'/g, '')
    .replace(/"(?:[^"]|"")*"/g, '')
    .replace(/#[^\n]*/g, '')

function unbalanced(text: string): readonly string[] {
  const open: string[] = []
  const closes: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }
  for (const mark of text) {
    if ('([{'.includes(mark)) open.push(mark)
    else if (closes[mark] !== undefined && open.pop() !== closes[mark])
      return [`a ${mark} too many`]
    else if (mark === '"' || mark === "'") return [`an open ${mark}`]
  }
  return open.length > 0 ? [`an open ${open.join('')}`] : []
}
