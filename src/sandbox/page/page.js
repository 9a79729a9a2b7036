import { ask, unguessable } from './ask.js'
import { wireCommands } from './commands.js'
import { wireDrop } from './drop.js'
import { EXAMPLES } from './examples.js'
import { wireLookup } from './lookup.js'
import { makeThread } from './thread.js'

const $ = (id) => document.getElementById(id)
const text = $('text')
const thread = makeThread($('thread'))
const MOST_BYTES = 10 * 1024 * 1024
let busy = false

/** The thread's id stands in the address, so that a reload or a bookmark finds the case again. */
const threadId = () => /^#thread=([\w-]+)$/.exec(location.hash)?.[1]

$('composer').addEventListener('submit', (event) => {
  event.preventDefault()
  const pasted = text.value
  const wrong = whyNot(pasted)
  if (wrong) return fail(wrong)
  const body = { thread: threadId(), text: pasted, delivery: unguessable() }
  void send('/api/paste', body, () => {
    thread.note(`You pasted ${count(pasted)}`, muted('not kept'))
    text.value = ''
  })
})

text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  $('composer').requestSubmit()
})

$('thread').addEventListener('click', (event) => {
  const button = event.target.closest('[data-press]')
  if (!button) return
  const body = { press: JSON.parse(button.dataset.press), delivery: unguessable() }
  void send('/api/press', body, () => thread.note(`You chose “${button.textContent}”`))
})

wireCommands($('thread'), tell)
wireCommands($('page-card'), tell)
wireLookup({ form: $('lookup'), words: $('words'), card: $('page-card'), tell, fail })
wireDrop(text, {
  limit: MOST_BYTES,
  take: (log) => fill(log, 'The file is in the box. Send it when you are ready.'),
  refuse: (sentence) => fail(sentence),
})

document.querySelector('.skip').addEventListener('click', (event) => {
  // Followed as a link it would put its own target into the address, where the thread's id stands.
  event.preventDefault()
  text.focus()
})

$('new-thread').addEventListener('click', () => {
  history.pushState(null, '', location.pathname)
  reset()
  text.focus()
})

addEventListener('popstate', () => void restore())

for (const { name, text: example } of EXAMPLES) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'chip'
  button.textContent = name
  button.addEventListener('click', () =>
    fill(example, `Example in the box: ${name}. Choose Explain to send it.`),
  )
  const item = document.createElement('li')
  item.append(button)
  $('example-list').append(item)
}

if (/^mac|^ip/i.test(navigator.platform)) $('keys').textContent = '⌘ ↵'
void restore()
void showTies()

/** Sends one delivery; `said` notes it in the thread once it was answered. A repeat sends the very same one. */
async function send(path, body, said) {
  if (busy) return
  setBusy(true)
  try {
    const answer = await ask(path, body)
    said()
    open(answer, { look: true })
    void showTies()
  } catch (error) {
    fail(error.message, error.again && (() => send(path, body, said)))
  } finally {
    setBusy(false)
  }
}

/** Shows a thread the server drew and takes people to what is new in it. */
function open(answer, { look }) {
  if (threadId() !== answer.thread) history.pushState(null, '', `#thread=${answer.thread}`)
  clearFailure()
  began(true)
  const newest = thread.draw(answer.messages)
  $('tree').href = answer.node ? `/tree.svg?at=${answer.node}` : '/tree.svg'
  tell(answer.messages.map(({ fallback }) => fallback).join(' '))
  if (look && newest) lookAt(newest)
}

/** What ties the cases of this page, kept current after every answer; missing it is no failure. */
async function showTies() {
  const ties = await ask('/api/ties').catch(() => ({ count: 0, html: '' }))
  $('ties').hidden = ties.count === 0
  $('tie-list').innerHTML = ties.html
}

async function restore() {
  const id = threadId()
  reset()
  if (!id) return
  setBusy(true)
  try {
    const answer = await ask(`/api/thread/${id}`)
    thread.note('Thread reopened', muted('drawn anew from its case'))
    open(answer, { look: false })
  } catch (error) {
    if (!error.again) history.replaceState(null, '', location.pathname)
    fail(error.message, error.again && restore)
  } finally {
    setBusy(false)
  }
}

function reset() {
  thread.clear()
  clearFailure()
  text.value = ''
  began(false)
}

function began(yes) {
  document.body.classList.toggle('began', yes)
  $('intro').hidden = yes
  $('examples').hidden = yes
  $('new-thread').hidden = !yes
  $('text-label').textContent = yes
    ? 'Reply with the command’s output, or with a new error'
    : 'The error, as Terraform printed it'
  $('send').querySelector('.label').textContent = yes ? 'Send' : 'Explain'
  text.rows = yes ? 4 : 9
  text.placeholder = yes ? 'tfauth: …' : '╷\n│ Error: …\n╵'
}

/** Puts text into the box, from its first line, and says so. */
function fill(words, sentence) {
  clearFailure()
  text.value = words
  text.focus()
  text.setSelectionRange(0, 0)
  text.scrollTop = 0
  tell(sentence)
}

function lookAt(message) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  message.focus({ preventScroll: true })
  message.scrollIntoView({ behavior: calm ? 'instant' : 'smooth', block: 'start' })
}

function setBusy(yes) {
  busy = yes
  document.body.classList.toggle('busy', yes)
  $('composer').setAttribute('aria-busy', String(yes))
  // Not `disabled`: that would take the focus away from whoever pressed the key.
  for (const button of document.querySelectorAll('#send, [data-press]')) {
    button.setAttribute('aria-disabled', String(yes))
  }
}

function fail(sentence, again) {
  const words = document.createElement('p')
  words.textContent = sentence
  $('failure').replaceChildren(words)
  if (again) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button plain'
    button.textContent = 'Try again'
    button.addEventListener('click', () => void again())
    $('failure').append(button)
  }
  $('failure').hidden = false
  $('failure').scrollIntoView({ block: 'nearest' })
  if (!again) text.focus()
}

function clearFailure() {
  $('failure').hidden = true
  $('failure').replaceChildren()
}

/** What the server would refuse anyway, said without sending it. */
function whyNot(pasted) {
  if (pasted.trim() === '')
    return 'There is nothing in the box yet. Paste what Terraform printed, from “Error:” to the end.'
  if (new Blob([pasted]).size > MOST_BYTES)
    return 'That is more than 10 MB. Please paste only the part from “Error:” to the end.'
  return undefined
}

function tell(sentence) {
  $('news').textContent = sentence
}

function count(pasted) {
  const lines = pasted.trim().split('\n').length
  return lines === 1 ? '1 line' : `${lines.toLocaleString('en')} lines`
}

function muted(words) {
  const span = document.createElement('span')
  span.className = 'muted'
  span.textContent = ` · ${words}`
  return span
}
