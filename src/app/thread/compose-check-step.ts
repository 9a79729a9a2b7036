import { maskedAccountsIn } from '../../core/aws-ids/mask-ids.ts'
import type { CheckId } from '../../core/case/check-ids.ts'
import { checksFor, type PossibleCheck } from '../../core/case/possible-checks.ts'
import type { Knowledge } from '../../core/knowledge.ts'
import { PARTS } from '../checks/wording/check-parts.ts'
import type { Button, Part, Reply, Text } from '../reply/reply.ts'
import { code, flat, text } from '../reply/text.ts'
import type { CaseView } from './case-view.ts'
import { answersTo } from './compose-question.ts'
import { button, navigationButtons } from './step-buttons.ts'
import { footnote, stepNumber } from './step-notes.ts'

const LOOKS: Readonly<
  Record<CheckId, { readonly title: string; readonly says: string; readonly calls: string }>
> = {
  key: {
    title: 'look the key up in AWS',
    says: 'I can look whether the account has this key, whether it is active, and whether AWS has quarantined its user.',
    calls: 'iam:GetAccessKeyLastUsed, iam:ListAccessKeys, iam:ListAttachedUserPolicies',
  },
  user: {
    title: 'look the user up in AWS',
    says: 'I can look whether AWS has quarantined this user, as it does when a key was found in public.',
    calls: 'iam:GetUser, iam:ListAccessKeys, iam:ListAttachedUserPolicies',
  },
  role: {
    title: 'look the role up in AWS',
    says: 'I can look whether the role exists and read its trust policy: whom it names and whether it demands an external id.',
    calls: 'iam:GetRole',
  },
  oidc: {
    title: 'look the role and its OIDC provider up in AWS',
    says: 'I can look whether the account knows the issuer of the token, and whether the trust policy of the role admits its subject and audience.',
    calls: 'iam:GetRole, iam:ListOpenIDConnectProviders, iam:GetOpenIDConnectProvider',
  },
  region: {
    title: 'look the region up in AWS',
    says: 'I can look whether the account has this region enabled. That tells something only if Terraform signs in to this account.',
    calls: 'account:GetRegionOptStatus',
  },
  tokens: {
    title: 'look up which session tokens the account hands out',
    says: 'I can look whether tokens of the global STS endpoint are valid in regions that have to be enabled: a setting of the whole account. That tells something only if Terraform signs in to this account.',
    calls: 'iam:GetAccountSummary',
  },
  message: {
    title: 'have AWS decode the message',
    says: 'AWS can decode the encoded message of the error: which action on what was refused, and whether a policy denies it.',
    calls: 'sts:DecodeAuthorizationMessage',
  },
}

/** Takes a view whose next step is a check; gives it: what is read where, and the ways to answer without it. */
export function composeCheckStep(
  knowledge: Knowledge,
  view: CaseView,
  before: readonly Part[],
): Reply | undefined {
  const check = checksFor(view.state).find(({ id }) => id === view.next.id)
  if (!check) return undefined
  const { title, says, calls } = LOOKS[check.id]
  const headline = text(`${stepNumber(view)}: ${title}`)
  return {
    headline,
    parts: [
      ...before,
      { kind: 'paragraph', text: text(says) },
      {
        kind: 'facts',
        rows: [
          { label: 'Linked account', value: [code(view.state.linked.join(', '))] },
          ...Object.entries(check.known).map(([part, value]) => ({
            label: PARTS[part as keyof typeof PARTS].label,
            value: [code(maskedAccountsIn(value).slice(0, 200))],
          })),
          { label: 'Calls', value: [calls] satisfies Text },
        ],
      },
      ...typed(check),
      {
        kind: 'note',
        text: text(
          'Read only, through the link, for people it allows. Whoever presses sees the whole answer; this thread gets what it settles, masked.',
        ),
      },
      footnote(view, check.seconds),
    ],
    buttons: navigationButtons(view, [
      ...checkButtons(check, view),
      ...byHand(knowledge, check, view),
    ]),
    fallback: `${flat(headline)}. Press “Check it”, answer by hand, or skip.`,
  }
}

function typed({ missing }: PossibleCheck): readonly Part[] {
  if (missing.length === 0) return []
  const labels = missing.map((part) => PARTS[part].label.toLowerCase()).join(' and ')
  return [
    {
      kind: 'paragraph',
      text: text(`I do not keep the ${labels}, so “Check it” asks you for it; it is used once.`),
    },
  ]
}

function checkButtons({ id, missing, welcome }: PossibleCheck, view: CaseView): readonly Button[] {
  const press = (label: string, describes: string, asks: typeof missing) =>
    button(
      view,
      label,
      describes,
      { kind: 'check', check: id, asks },
      { style: label === 'Check it' ? 'primary' : 'plain' },
    )
  return [
    press('Check it', 'Have this looked up in the linked AWS account, read only', missing),
    ...(welcome.length > 0
      ? [
          press('Check with more', 'Type what makes the answer say more, then check', [
            ...missing,
            ...welcome,
          ]),
        ]
      : []),
  ]
}

/** The same without AWS: the answers of the question it would settle, as one menu, and Skip. */
function byHand({ questions }: Knowledge, check: PossibleCheck, view: CaseView): readonly Button[] {
  const { facts, unsure } = view.state
  const [question] = check.settles
    .filter((kind) => !facts.has(kind))
    .flatMap((kind) => questions.find(({ fact, id }) => fact === kind && !unsure.has(id)) ?? [])
  return [
    ...(question
      ? answersTo(question, view)
          .filter(({ press }) => press.do.kind === 'answer')
          .map((one) => ({ ...one, menu: question.asks }))
      : []),
    button(view, 'Skip', 'Go on without asking AWS', { kind: 'skip', step: `check:${check.id}` }),
  ]
}
