import type { Unanswered } from '../account/account-reads.ts'
import { marked } from '../account/quarantine.ts'
import { type UserFinding, userSentences } from '../wording/user-sentences.ts'
import {
  type Asking,
  type Check,
  type CheckOutcome,
  couldNot,
  isLinked,
  userNameIn,
} from './check.ts'

export type UserRequest = { readonly check: 'user'; readonly user: string }

const ARN = /^arn:aws:iam::(\d{12}):user\/(?:[\x21-\x7e]{1,510}\/)?([\w+=,.@-]{1,64})$/

/** What AWS knows of an IAM user. */
export const userCheck: Check<UserRequest, UserFinding> = {
  id: 'user',
  title: 'Check a user',
  headline: 'What AWS knows of this user',
  fields: [{ id: 'user', prompt: 'IAM user', takes: 'the name of an IAM user' }],
  step: {
    title: 'look the user up in AWS',
    button: 'Look the user up in AWS',
    says: 'I can look whether AWS has quarantined this user, as it does when a key was found in public.',
    settles: ['quarantine'],
    when: ({ facts, linked }) => {
      const [, account = '', user] = ARN.exec(facts.get('principal')?.value ?? '') ?? []
      return user !== undefined && isLinked(account, linked)
        ? { known: { user }, missing: [] }
        : undefined
    },
  },
  calls: ['iam:GetUser', 'iam:ListAccessKeys', 'iam:ListAttachedUserPolicies'],
  read: (typed) => {
    const user = userNameIn(typed.user)
    return user === undefined
      ? { field: 'user', fault: 'No IAM user can be called so.' }
      : { check: 'user', user }
  },
  run: ({ user }, asking) => checkUser(user, asking),
  sentences: userSentences,
  about: ({ user }, masks) => masks.words(user).slice(0, 64),
  account: () => undefined,
}

/** Takes the name of an IAM user; tells whether it exists, what keys it has and whether AWS marked it. */
async function checkUser(
  name: string,
  { reads }: Asking,
): Promise<CheckOutcome<UserFinding | Unanswered>> {
  const account = await reads.account()
  if (account.kind === 'could-not') return couldNot(account)
  const looked = account.kind === 'found' ? account.found : null
  const user = await reads.user(name)
  if (user.kind === 'could-not') return couldNot(user, [], looked)
  if (user.kind === 'missing') {
    return {
      grade: 'shown',
      account: looked,
      facts: [],
      finding: { kind: 'user-missing', user: name },
    }
  }
  const keys = await reads.keys(name)
  const quarantine = await marked(reads, name)
  return {
    grade: 'shown',
    account: looked,
    facts: quarantine.facts,
    finding: {
      kind: 'user-seen',
      name,
      user: user.found,
      keys: keys.kind === 'found' ? keys.found : keys.kind === 'missing' ? [] : keys,
      quarantine: quarantine.marked,
    },
  }
}
