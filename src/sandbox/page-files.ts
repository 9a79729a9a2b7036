import { readFileSync } from 'node:fs'

export type PageFile = { readonly type: string; readonly bytes: Buffer }

const HTML = 'text/html; charset=utf-8'
const CSS = 'text/css; charset=utf-8'
const JS = 'text/javascript; charset=utf-8'

/** Reads what the page is made of, once; gives path → file. Only what is listed here can be asked for. */
export function pageFiles(): ReadonlyMap<string, PageFile> {
  const file = (url: URL, type: string): PageFile => ({ type, bytes: readFileSync(url) })
  const { url } = import.meta
  return new Map([
    ['/', file(new URL('./page/index.html', url), HTML)],
    ['/assets/icon.svg', file(new URL('./page/icon.svg', url), 'image/svg+xml')],
    ['/assets/colours.css', file(new URL('./page/colours.css', url), CSS)],
    ['/assets/page.css', file(new URL('./page/page.css', url), CSS)],
    ['/assets/composer.css', file(new URL('./page/composer.css', url), CSS)],
    ['/assets/card.css', file(new URL('./page/card.css', url), CSS)],
    ['/assets/commands.css', file(new URL('./page/commands.css', url), CSS)],
    ['/assets/lookup.css', file(new URL('./page/lookup.css', url), CSS)],
    // Spelt out, so that the search for dead code sees that the page's scripts are used.
    ['/assets/page.js', file(new URL('./page/page.js', import.meta.url), JS)],
    ['/assets/ask.js', file(new URL('./page/ask.js', url), JS)],
    ['/assets/thread.js', file(new URL('./page/thread.js', url), JS)],
    ['/assets/commands.js', file(new URL('./page/commands.js', url), JS)],
    ['/assets/lookup.js', file(new URL('./page/lookup.js', url), JS)],
    ['/assets/drop.js', file(new URL('./page/drop.js', url), JS)],
    ['/assets/examples.js', file(new URL('./page/examples.js', url), JS)],
  ])
}
