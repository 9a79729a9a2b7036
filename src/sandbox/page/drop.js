/** Takes the paste box; gives a dropped log's text to `take`, or to `refuse` the sentence why it cannot be read. */
export function wireDrop(box, { limit, take, refuse }) {
  // Without this a browser leaves the page to show the file.
  addEventListener('dragover', (event) => event.preventDefault())
  addEventListener('drop', (event) => {
    const file = event.dataTransfer?.files[0]
    if (!file) return
    event.preventDefault()
    box.classList.remove('over')
    if (file.size > limit) {
      return refuse('That file is over 10 MB. Please paste only the part from “Error:” to the end.')
    }
    void readText(file).then(take, () =>
      refuse(`“${file.name}” is not plain text (UTF-8), so I cannot read it.`),
    )
  })
  box.addEventListener('dragenter', () => box.classList.add('over'))
  box.addEventListener('dragleave', () => box.classList.remove('over'))
}

async function readText(file) {
  return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
}
