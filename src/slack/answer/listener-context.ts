import type { App as Bolt, Receiver } from '@slack/bolt'
import type { AccountLinks } from '../../app/accounts/linking.ts'
import type { App } from '../../app/app.ts'
import type { Library } from '../../app/lookup/library.ts'
import type { BotIdentity } from '../protocol/identity.ts'
import type { Log } from '../protocol/log.ts'
import type { AnswerQueue } from './answer-queue.ts'
import type { Poster } from './post-answer.ts'

export type ListenerContext = {
  readonly app: App
  readonly library: Library
  /** The linked AWS accounts, where they can be asked. */
  readonly linking?: AccountLinks | undefined
  readonly receiver: Receiver
  readonly botToken: string
  /** Who we are; `undefined` until Slack has said so. */
  readonly identity: () => BotIdentity | undefined
  readonly answering: AnswerQueue
  readonly client: Poster['client']
  readonly clientOptions: NonNullable<ConstructorParameters<typeof Bolt>[0]>['clientOptions']
  readonly log: Log
  readonly signal: AbortSignal
}
