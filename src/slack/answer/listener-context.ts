import type { App as Bolt, Receiver } from '@slack/bolt'
import type { AccountLinks } from '../../app/accounts/linking.ts'
import type { App } from '../../app/app.ts'
import type { Library } from '../../app/lookup/library.ts'
import type { WorkspaceRoute } from '../connect/route-workspace.ts'
import type { Log } from '../protocol/log.ts'
import type { AnswerQueue } from './answer-queue.ts'

/** What is the same for every delivery. Who we are in its workspace comes with each: see `memberOf`. */
export type ListenerContext = {
  readonly app: App
  readonly library: Library
  /** The linked AWS accounts, where they can be asked. */
  readonly linking?: AccountLinks | undefined
  readonly receiver: Receiver
  readonly route: WorkspaceRoute
  readonly answers: AnswerQueue
  readonly clientOptions: NonNullable<ConstructorParameters<typeof Bolt>[0]>['clientOptions']
  readonly log: Log
  readonly signal: AbortSignal
}
