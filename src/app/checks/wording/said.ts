import type { Masks } from '../../../core/aws-ids/mask-ids.ts'

/** To whom a finding is said: with how ids are shown, the account that was looked at, and whether through a link. */
export type Said = { readonly masks: Masks; readonly account: string; readonly linked: boolean }
