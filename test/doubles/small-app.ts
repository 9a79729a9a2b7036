import { join } from 'node:path'
import { type App, makeApp } from '../../src/app/app.ts'
import type { Library } from '../../src/app/lookup/library.ts'
import type { AppDeps } from '../../src/app/ports/app-deps.ts'
import type { Cases } from '../../src/app/ports/case-store.ts'
import type { Answer } from '../../src/app/reply/answer.ts'
import type { Button, Outgoing, Reply } from '../../src/app/reply/reply.ts'
import type { Case, CaseEvent } from '../../src/core/case/case.ts'
import { redact } from '../../src/core/redact/redact.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { threadUrl } from '../../src/slack/protocol/thread-ref.ts'
import { memoryChannels } from './memory-channels.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../knowledge'))

/** The real app with the real knowledge, over memory; U01ALICE is its admin. */
export function realApp(more: Partial<AppDeps> = {}): App {
  const cases = memoryCases()
  const board = memoryChannels(cases.all)
  return makeApp({
    knowledge,
    cases,
    ...board,
    threadUrl: threadUrl,
    admins: ['U01ALICE'],
    ...more,
  })
}

/** A library with one page, which repeats what was asked. */
export const smallLibrary: Library = {
  lookUp: (words) => page(`About ${words}`),
  tree: () => page('The tree'),
  probe: () => page('The probe'),
  placeInTree: () => undefined,
}

function page(says: string): Reply {
  return { headline: [says], parts: [], buttons: [], fallback: says }
}

export type SmallApp = App & {
  /** What was made durable, with when: the order against acknowledgements is what tests look at. */
  readonly durable: { readonly delivery: string; readonly at: number }[]
  readonly done: string[]
  readonly pastes: string[]
  /** Makes everything durable take this long. */
  delayMs: number
  /** Makes nothing durable any more. */
  broken: boolean
  /** Adds a case that was accepted and never answered. */
  owe(answer: Answer): void
}

/** An app that keeps its cases in memory, reads error codes and walks through two steps. */
export function smallApp(): SmallApp {
  const cases = memoryCases()
  const owed: Answer[] = []
  const settle = async (delivery: string): Promise<void> => {
    await new Promise((resolve) => {
      setTimeout(resolve, app.delayMs)
    })
    if (app.broken)
      throw new Error('the disk is full while keeping wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY')
    app.durable.push({ delivery, at: performance.now() })
  }
  const app: SmallApp = {
    durable: [],
    done: [],
    pastes: [],
    delayMs: 0,
    broken: false,
    owe: (answer) => void owed.push(answer),
    async paste({ delivery, place, asker, text, direct }) {
      app.pastes.push(text)
      const { text: clean, secrets } = redact(text)
      const code = /\b(ExpiredToken|InvalidClientTokenId)\b/.exec(clean)?.[1]
      if (code === undefined && !direct) return undefined
      const reading = { auth: code !== undefined, errors: [], facts: [], secrets }
      const found = await cases.accept({
        delivery,
        place,
        asker,
        knowledge: 'none',
        event: { kind: 'pasted', reading },
      })
      await settle(delivery)
      return (
        found && {
          delivery,
          case: found,
          asker,
          outgoing: sayingsOf(found, code ?? 'nothing', clean),
        }
      )
    },
    async press({ delivery, press, presser }) {
      const found = await cases.load(press.case)
      if (found === undefined) return undefined
      const event: CaseEvent = press.do.kind === 'start' ? { kind: 'started' } : { kind: 'stopped' }
      const after = await cases.append(press.case, press.revision, event, delivery)
      await settle(delivery)
      const now = after ?? (await cases.load(press.case)) ?? found
      const sayings = sayingsOf(now, 'ExpiredToken', '')
      return {
        delivery,
        case: now,
        asker: presser,
        outgoing: after ? sayings : [...sayings, movedOn],
      }
    },
    reply: () => Promise.resolve(undefined),
    show: async (place) => {
      const found = await cases.at(place)
      return found && { delivery: 'show', case: found, asker: found.asker, outgoing: [] }
    },
    unanswered: () => Promise.resolve(owed.filter(({ delivery }) => !app.done.includes(delivery))),
    remember: (caseId, slot, message) => cases.remember(caseId, slot, message),
    answered: (delivery) => {
      app.done.push(delivery)
      return Promise.resolve()
    },
    learning: () => Promise.resolve({ on: true, since: null, cases: 0, causes: [] }),
    setLearning: () => Promise.resolve(),
    resetLearning: () => Promise.resolve(),
    incidents: () => Promise.resolve([]),
    workspace: makeApp({
      knowledge,
      cases,
      ...memoryChannels(cases.all),
      threadUrl: threadUrl,
      admins: ['U01ALICE'],
    }).workspace,
  }
  return app
}

/** The thread of a case: verdict always, step once started, a warning to the person whose paste held a secret. */
export function sayingsOf(found: Case, code: string, clean: string): readonly Outgoing[] {
  const has = (kind: CaseEvent['kind']) => found.events.some((event) => event.kind === kind)
  const button = (label: string, kind: 'start' | 'stop'): Button => ({
    label,
    describes: `${label}: ${code}`,
    style: 'primary',
    press: { case: found.id, revision: found.revision, do: { kind } },
  })
  const leaked = found.events.some(
    (event) => event.kind === 'pasted' && event.reading.secrets.length > 0,
  )
  const sayings: Outgoing[] = []
  if (leaked && !has('started')) sayings.push(secretSeen)
  sayings.push({
    to: 'thread',
    slot: 'verdict',
    reply: {
      headline: ['This looks like ', { code }],
      parts: [
        {
          kind: 'facts',
          rows: [{ label: 'Read', value: [{ code: clean.slice(0, 200) || 'nothing' }] }],
        },
        { kind: 'note', text: [`Revision ${found.revision}`] },
      ],
      buttons: has('started') ? [] : [button('Fix it step by step', 'start')],
      fallback: `This looks like ${code}.`,
    },
  })
  if (has('stopped')) sayings.push({ to: 'thread', slot: 'step', reply: plain('Stopped') })
  else if (has('started'))
    sayings.push({
      to: 'thread',
      slot: 'step',
      reply: {
        headline: ['Step 1: sign in again'],
        parts: [
          { kind: 'commands', commands: [{ shell: 'bash', text: 'aws sso login --profile dev' }] },
        ],
        buttons: [button('Stop', 'stop')],
        fallback: 'Step 1: run aws sso login --profile dev.',
      },
    })
  return sayings
}

const plain = (words: string): Reply => ({
  headline: [words],
  parts: [],
  buttons: [],
  fallback: `${words}.`,
})
const movedOn: Outgoing = { to: 'person', reply: plain('That step has moved on') }
const secretSeen: Outgoing = {
  to: 'person',
  reply: {
    ...plain('Your message seems to hold a secret'),
    parts: [{ kind: 'warning', text: ['Delete the message and rotate the key.'] }],
  },
}

export function memoryCases(): Cases & { readonly all: () => readonly Case[] } {
  const cases = new Map<string, Case>()
  const claimed = new Set<string>()
  const at = (thread: string) => [...cases.values()].find(({ place }) => place.thread === thread)
  const write = (found: Case): Case => {
    cases.set(found.id, found)
    return found
  }
  return {
    all: () => [...cases.values()],
    accept({ delivery, place, asker, knowledge, event }) {
      if (claimed.has(delivery)) return Promise.resolve(undefined)
      claimed.add(delivery)
      const found = at(place.thread)
      const next: Case = found
        ? { ...found, revision: found.revision + 1, events: [...found.events, event] }
        : {
            id: `case-${cases.size + 1}`,
            revision: 1,
            place,
            asker,
            knowledge,
            events: [event],
            messages: {},
          }
      return Promise.resolve(write(next))
    },
    load: (id) => Promise.resolve(cases.get(id)),
    at: (place) => Promise.resolve(at(place.thread)),
    append(id, revision, event, delivery) {
      const found = cases.get(id)
      if (found?.revision !== revision || (delivery !== undefined && claimed.has(delivery)))
        return Promise.resolve(undefined)
      if (delivery !== undefined) claimed.add(delivery)
      return Promise.resolve(
        write({ ...found, revision: revision + 1, events: [...found.events, event] }),
      )
    },
    remember(id, slot, message) {
      const found = cases.get(id)
      const kept = found?.messages[slot] ?? message
      if (found) write({ ...found, messages: { ...found.messages, [slot]: kept } })
      return Promise.resolve(kept)
    },
    claimed: (delivery) => Promise.resolve(claimed.has(delivery)),
    answered: () => Promise.resolve(),
    unanswered: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  }
}
