import { join } from 'node:path'
import { type App, makeApp } from '../../src/app/app.ts'
import type { Library } from '../../src/app/lookup/library.ts'
import type { AppDeps } from '../../src/app/ports/app-deps.ts'
import type { Answer, OwedAnswer } from '../../src/app/reply/answer.ts'
import type { Button, Outgoing, Reply } from '../../src/app/reply/reply.ts'
import type { Case, CaseEvent } from '../../src/core/case/case.ts'
import { redact } from '../../src/core/redact/redact.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { memoryDeps } from './memory-app.ts'
import { memoryCases } from './memory-cases.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../knowledge'))

/** The real app with the real knowledge, over memory; U01ALICE is its admin. */
export function realApp(more: Partial<AppDeps> = {}): App {
  return makeApp(memoryDeps(knowledge, { admins: ['U01ALICE'], ...more }))
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
  const waiting: Answer[] = []
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
    owe: (answer) => void waiting.push(answer),
    async paste({ delivery, place, asker, text, direct }) {
      app.pastes.push(text)
      const { text: clean, secrets } = redact(text)
      const code = /\b(ExpiredToken|InvalidClientTokenId)\b/.exec(clean)?.[1]
      if (code === undefined && !direct) return undefined
      const reading = { auth: code !== undefined, errors: [], facts: [], secrets }
      const found = await cases.accept({
        delivery,
        place,
        workspace: 'T0TFTEST',
        asker,
        knowledge: 'none',
        event: { kind: 'pasted', reading },
      })
      await settle(delivery)
      const outgoing = found ? sayingsOf(found, code ?? 'nothing', clean) : []
      return found && owed({ delivery, case: found, asker, outgoing })
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
    unanswered: () =>
      Promise.resolve(waiting.filter(({ delivery }) => !app.done.includes(delivery)).map(owed)),
    remember: (caseId, slot, message) => cases.remember(caseId, slot, message),
    answered: (delivery) => {
      app.done.push(delivery)
      return Promise.resolve()
    },
    learning: () => Promise.resolve({ on: true, since: null, cases: 0, causes: [] }),
    setLearning: () => Promise.resolve(),
    resetLearning: () => Promise.resolve(),
    incidents: () => Promise.resolve([]),
    workspace: makeApp(memoryDeps(knowledge, { cases, admins: ['U01ALICE'] })).workspace,
  }
  return app
}

/** An answer whose words are known already. */
const owed = (answer: Answer): OwedAnswer => ({ ...answer, compose: () => answer })

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
