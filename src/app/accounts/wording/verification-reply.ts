import { obstacleSentences } from '../../checks/wording/obstacle-sentences.ts'
import type { Part, Reply, Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import { flat, text } from '../../reply/text.ts'
import type { VerifiedLink } from '../link-deps.ts'
import type { LinkRecord } from '../link-store.ts'
import type { Flaw } from '../link-trust.ts'
import type { Verification } from '../verify-link.ts'

/** Others of a trust policy that are named; a policy can name very many. */
const NAMED = 10

/** Takes how a verification went; says it in plain words, with what to change where the role is not safe. */
export function verificationReply({ link, verification }: VerifiedLink): Reply {
  const { account } = link
  if (verification.verdict === 'link')
    return reply(fillTemplate`Account ${account} is linked`, linked(verification, link))
  const suspended: readonly Part[] =
    link.state === 'suspended'
      ? [
          {
            kind: 'warning',
            text: text('The link is suspended: nobody can ask through it until it is verified.'),
          },
        ]
      : []
  if (verification.verdict === 'could-not')
    return reply(fillTemplate`Account ${account} could not be verified`, [
      ...suspended,
      { kind: 'paragraph', text: obstacle(verification) },
    ])
  return reply(fillTemplate`The role in account ${account} is not safe to link`, [
    ...suspended,
    ...refusal(verification),
  ])
}

function linked(
  { may, others }: Extract<Verification, { verdict: 'link' }>,
  { allowed }: LinkRecord,
): readonly Part[] {
  const nobody = allowed.channels.length + allowed.groups.length === 0
  const calls = (allowed: boolean | undefined) =>
    may.filter((one) => one.allowed === allowed).map(({ call }) => call)
  const row = (label: string, names: readonly string[]) =>
    names.length === 0 ? [] : [{ label, value: [names.join(', ')] }]
  return [
    {
      kind: 'paragraph',
      text: text(
        'The role let me in with its external id and refused me, three times each, with another one and without any. Its trust policy says the same.',
      ),
    },
    ...(others.length === 0
      ? []
      : [
          {
            kind: 'warning',
            text: text(
              'The trust policy lets in others too. That is no fault of the link; look whether you mean them:',
            ),
          } as const,
          {
            kind: 'list',
            title: '',
            items: others.slice(0, NAMED).map((name) => [{ code: name.slice(0, 200) }]),
          } as const,
        ]),
    {
      kind: 'facts',
      rows: [
        ...row('May read', calls(true)),
        ...row('May not read', calls(false)),
        ...row('Not found out', calls(undefined)),
      ],
    },
    {
      kind: 'note',
      text: text(
        `${nobody ? 'Nobody but the person who linked it can ask yet: choose the channels and user groups whose members may. ' : ''}I verify the role again every day.`,
      ),
    },
  ]
}

function obstacle({ because }: Extract<Verification, { verdict: 'could-not' }>): Text {
  return because === 'unsteady'
    ? text(
        'STS answered the same question once with yes and once with no, as it does while a new role is still spreading through AWS. Nothing is wrong yet: wait two minutes and press Verify again.',
      )
    : [...obstacleSentences(because, true), ' The role was not judged; press Verify again.']
}

type Refusal = Extract<Verification, { verdict: 'refuse' }>

function refusal({ because, flaws }: Refusal): readonly Part[] {
  const says = (words: string): Part => ({ kind: 'paragraph', text: text(words) })
  switch (because) {
    case 'rejects-us':
      return [
        says(
          'STS refused me the role each time. It answers a missing role, another trust policy and another external id with the same words, so look at all of these:',
        ),
        {
          kind: 'list',
          title: '',
          items: [
            'the stack is complete (`CREATE_COMPLETE`), in the account of that number, and not in another one',
            'the role has the path `/tfauth/` and the name `tfauth-readonly`',
            'the external id, the account and the role of its trust policy are those I showed, unchanged',
            'the role is more than two minutes old: AWS needs a moment to know it everywhere',
          ].map(text),
        },
      ]
    case 'accepts-any-id':
      return [
        says(
          'The role let me in with an external id that nobody uses. So anybody who knows its name could be let in through me.',
        ),
        says(
          'Its trust policy must compare `sts:ExternalId` by `StringEquals` with the id I showed: no `StringLike`, no `*`, no list of several.',
        ),
      ]
    case 'accepts-no-id':
      return [
        says(
          'The role let me in without any external id. So it would let in whoever asks through me.',
        ),
        says(
          'Look for a statement without the condition, and for `StringEqualsIfExists`, which passes where no id is given: every statement that admits me needs `StringEquals` on `sts:ExternalId`.',
        ),
      ]
    case 'other-account':
      return [
        says(
          'The role that let me in is in another account than the number that was typed. Unlink, and link the account you mean.',
        ),
      ]
    case 'trust-text':
      return [
        says(
          'The role answered my tries as it should. Its trust policy, as IAM shows it, has a way in that they could not see:',
        ),
        { kind: 'list', title: '', items: flaws.slice(0, NAMED).map(flawWords) },
        says('Take the trust policy I showed, as it is, and press Verify again.'),
      ]
  }
}

function flawWords({ statement, why }: Flaw): Text {
  const at = `statement ${statement + 1}`
  switch (why) {
    case 'no-policy':
      return text('the policy cannot be read')
    case 'nobody':
      return text('no statement names me, and yet I was let in: I do not understand the policy')
    case 'no-external-id':
      return text(`${at} admits me and asks for no \`sts:ExternalId\``)
    case 'other-operator':
      return text(`${at} compares \`sts:ExternalId\` by something other than \`StringEquals\``)
    case 'other-ids':
      return text(`${at} takes other external ids than yours, or several`)
  }
}

function reply(headline: Text, parts: readonly Part[]): Reply {
  const first = parts.find((part) => part.kind === 'paragraph')
  return {
    headline,
    parts,
    buttons: [],
    fallback: `${flat(headline)}. ${first ? flat(first.text) : ''}`,
  }
}
