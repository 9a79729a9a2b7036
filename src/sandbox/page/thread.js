import { preferShell } from './commands.js'

const NAMES = { verdict: 'Verdict', person: 'Only for you' }

/** Takes the element that shows the thread; gives what can be done with it. */
export function makeThread(root) {
  return {
    /** Shows what the server drew: slots in place, the rest once. Gives the message to look at next. */
    draw(messages) {
      clearPerson(root)
      const drawn = messages.map((message) => put(root, message))
      preferShell(root)
      return (drawn.find(({ changed }) => changed) ?? drawn[0])?.element
    },
    /** Notes what the person did, in words that hold nothing of what they pasted. */
    note(sentence, ...details) {
      const line = document.createElement('p')
      line.className = 'you'
      line.append(sentence, ...details)
      beforeCard(root, line)
    },
    clear() {
      root.replaceChildren()
    },
  }
}

/** A message that only one person saw is gone with their next move. */
function clearPerson(root) {
  for (const old of root.querySelectorAll('[data-name=person]')) old.remove()
}

function put(root, { slot, html, fallback }) {
  const name = slot ?? 'person'
  const known = slot && root.querySelector(`[data-name=${slot}]`)
  const changed = known?.drawnFrom !== html
  const element = known ?? place(root, name)
  if (changed) {
    element.innerHTML = html
    element.drawnFrom = html
    label(element, name)
    // Taking the class away and reading the layout starts its animation anew.
    element.classList.remove('fresh')
    void element.offsetWidth
    element.classList.add('fresh')
  }
  return { element, changed, slot, fallback }
}

function place(root, name) {
  const element = document.createElement('article')
  element.className = `card ${name}`
  element.dataset.name = name
  element.tabIndex = -1
  // What can be answered stays last, next to the box that answers it.
  if (name === 'verdict') root.append(element)
  else beforeCard(root, element)
  return element
}

function beforeCard(root, element) {
  root.insertBefore(element, root.querySelector('[data-name=verdict]'))
}

function label(element, name) {
  const eyebrow = document.createElement('p')
  eyebrow.className = 'eyebrow'
  eyebrow.textContent = NAMES[name]
  element.prepend(eyebrow)
  element.setAttribute('aria-labelledby', element.querySelector('h2').id)
}
