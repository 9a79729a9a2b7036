import type { Condition } from './condition.ts'
import type { Held } from './context.ts'
import type { Naming } from './principal.ts'

/** Why a request is allowed, refused, or not to be told. Words for it are made elsewhere. */
export type Reason =
  | { readonly kind: 'allowed'; readonly statement: number; readonly naming: Naming }
  | { readonly kind: 'not-a-policy' }
  | { readonly kind: 'nobody-asks' }
  | { readonly kind: 'no-such-role'; readonly role: string }
  | {
      readonly kind: 'not-saved'
      readonly why: 'wildcard' | 'partition' | 'missing' | 'claim'
      readonly name: string
    }
  | { readonly kind: 'no-provider'; readonly issuer: string }
  | { readonly kind: 'audience'; readonly audience: string; readonly known: readonly string[] }
  | { readonly kind: 'denied'; readonly statement: number; readonly action: string }
  | {
      readonly kind: 'condition'
      readonly statement: number
      readonly action: string
      readonly failed: readonly Failed[]
    }
  | { readonly kind: 'not-named'; readonly action: string }
  | { readonly kind: 'action'; readonly action: string }
  | { readonly kind: 'own-policies'; readonly says: 'nothing' | 'deny'; readonly named: Naming }
  | {
      readonly kind: 'duration'
      readonly limit: number
      readonly because: 'role' | 'chain' | 'least'
    }
  | { readonly kind: 'not-told'; readonly keys: readonly string[] }

/** A condition that did not hold, with what its key held. */
export type Failed = Condition & { readonly held: Held }
