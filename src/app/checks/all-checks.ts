import type { Check } from './kinds/check.ts'
import { devicesCheck } from './kinds/check-devices.ts'
import { keyCheck } from './kinds/check-key.ts'
import { mayAssumeCheck } from './kinds/check-may-assume.ts'
import { messageCheck } from './kinds/check-message.ts'
import { oidcCheck } from './kinds/check-oidc.ts'
import { regionCheck } from './kinds/check-region.ts'
import { roleCheck } from './kinds/check-role.ts'
import { tokensCheck } from './kinds/check-tokens.ts'
import { userCheck } from './kinds/check-user.ts'
import { whoamiCheck } from './kinds/check-whoami.ts'

/** Every check, in the order in which menus show them. */
const LIST = [
  keyCheck,
  userCheck,
  roleCheck,
  oidcCheck,
  regionCheck,
  messageCheck,
  whoamiCheck,
  tokensCheck,
  devicesCheck,
  mayAssumeCheck,
] as const

type Listed = (typeof LIST)[number]
export type CheckId = Listed['id']
/** What can be asked of an account. */
export type CheckRequest = Exclude<ReturnType<Listed['read']>, { readonly fault: string }>
/** What a check can find where AWS answers. */
export type Finding = Parameters<Listed['sentences']>[0]

export const ALL_CHECKS: readonly Check<CheckRequest, Finding>[] = LIST

/** Takes a check's id; gives the check. */
export function checkOf(id: CheckId): Check<CheckRequest, Finding> {
  return ALL_CHECKS.find((check) => check.id === id) ?? keyCheck
}

/** Takes a word; tells whether it names a check. */
export function isCheck(word: string): word is CheckId {
  return ALL_CHECKS.some(({ id }) => id === word)
}

/** The checks that can be a step of a walkthrough. */
export const STEP_CHECKS: readonly CheckId[] = ALL_CHECKS.filter(({ step }) => step).map(
  ({ id }) => id,
)

/** Every kind of fact that a check can settle. */
export const SETTLED_KINDS: readonly string[] = [
  ...new Set(ALL_CHECKS.flatMap(({ step }) => step?.settles ?? [])),
]
