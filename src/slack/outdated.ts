import type { Reply } from '../app/reply.ts'

/** What a person gets for a button this version cannot read: the one thing here that the app cannot say. */
export const OUTDATED: Reply = {
  headline: ['That button is out of date'],
  parts: [
    {
      kind: 'paragraph',
      text: ['Nothing was changed. Paste the error here again and I will start from it anew.'],
    },
  ],
  buttons: [],
  fallback: 'That button is out of date. Nothing was changed. Paste the error here again.',
}
