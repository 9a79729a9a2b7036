import type { App as Bolt, Receiver } from '@slack/bolt'
import type { Linking } from '../../app/accounts/linking.ts'
import type { App } from '../../app/app.ts'
import type { Library } from '../../app/lookup/library.ts'
import type { Identity } from '../protocol/identity.ts'
import type { Log } from '../protocol/log.ts'
import type { Answering } from './answer-queue.ts'
import type { Voice } from './post-answer.ts'

export type BoltParts = {
  readonly app: App
  readonly library: Library
  /** The linked AWS accounts, where they can be asked. */
  readonly linking?: Linking | undefined
  readonly receiver: Receiver
  readonly botToken: string
  /** Who we are; `undefined` until Slack has said so. */
  readonly identity: () => Identity | undefined
  readonly answering: Answering
  readonly client: Voice['client']
  readonly clientOptions: NonNullable<ConstructorParameters<typeof Bolt>[0]>['clientOptions']
  readonly log: Log
  readonly signal: AbortSignal
}
