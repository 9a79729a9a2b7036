import { ask } from './ask.js'

/** Lets people look up a page of the knowledge, and follow the lines that lead from one page to the next. */
export function wireLookup({ form, words, card, tell, fail }) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (words.value.trim() === '') return words.focus()
    void show(words.value)
  })

  document.addEventListener('click', (event) => {
    const line = event.target.closest('[data-explain]')
    if (line) void show(line.dataset.explain)
  })

  async function show(asked) {
    try {
      const page = await ask(`/api/explain?words=${encodeURIComponent(asked)}`)
      // Drawn by the server from our own pages; nothing a person typed is in it as markup.
      card.innerHTML = page.html
      card.hidden = false
      tell(page.fallback)
      card.focus({ preventScroll: true })
      card.scrollIntoView({ block: 'start' })
    } catch (error) {
      fail(error.message)
    }
  }
}
