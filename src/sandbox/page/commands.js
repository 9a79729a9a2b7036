const KEPT = 'tfauth-shell'

/** Makes the command blocks inside `root` work: Copy buttons, and tabs that remember the shell people chose. */
export function wireCommands(root, tell) {
  root.addEventListener('click', (event) => {
    const copy = event.target.closest('[data-copy]')
    if (copy) void copyCommand(copy, tell)
    const tab = event.target.closest('[role=tab]')
    if (tab) choose(root, tab)
  })
  root.addEventListener('keydown', (event) => {
    const tab = event.target.closest('[role=tab]')
    const next = tab && neighbour(tab, event.key)
    if (!next) return
    event.preventDefault()
    choose(root, next)
    next.focus()
  })
}

/** Shows the shell chosen before, else the one this machine most likely has. */
export function preferShell(root) {
  const shell = remembered() ?? (/^win/i.test(navigator.platform) ? 'powershell' : 'bash')
  for (const tab of root.querySelectorAll(`[role=tab][data-shell="${CSS.escape(shell)}"]`))
    show(tab)
}

function choose(root, tab) {
  const { shell } = tab.dataset
  try {
    localStorage.setItem(KEPT, shell)
  } catch {
    // A browser that stores nothing still shows the tab.
  }
  for (const same of root.querySelectorAll(`[role=tab][data-shell="${CSS.escape(shell)}"]`))
    show(same)
}

function show(tab) {
  for (const other of tab.parentElement.querySelectorAll('[role=tab]')) {
    const chosen = other === tab
    other.setAttribute('aria-selected', String(chosen))
    other.tabIndex = chosen ? 0 : -1
    document.getElementById(other.getAttribute('aria-controls')).hidden = !chosen
  }
}

function neighbour(tab, key) {
  const tabs = [...tab.parentElement.querySelectorAll('[role=tab]')]
  const at = tabs.indexOf(tab)
  if (key === 'ArrowRight') return tabs[(at + 1) % tabs.length]
  if (key === 'ArrowLeft') return tabs.at(at - 1)
  if (key === 'Home') return tabs[0]
  if (key === 'End') return tabs.at(-1)
  return undefined
}

function remembered() {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}

async function copyCommand(button, tell) {
  const code = button.closest('.command').querySelector('code')
  const copied = await write(code)
  button.textContent = copied ? 'Copied' : 'Press Ctrl C'
  tell(copied ? 'Copied to the clipboard.' : 'The command is selected; copy it with your keyboard.')
  setTimeout(() => {
    button.textContent = 'Copy'
  }, 2000)
}

async function write(code) {
  try {
    await navigator.clipboard.writeText(code.textContent)
    return true
  } catch {
    // Without https or permission there is no clipboard to write to, so the command is selected instead.
    getSelection().selectAllChildren(code)
    return false
  }
}
