import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { Unanswered } from '../account/account-reads.ts'

/** Takes what AWS left unanswered; says why that is no finding, and what to do about it. */
export function obstacleSentences({ why, call, code }: Unanswered, linked: boolean): Text {
  const whose = linked ? 'the link' : 'the credentials at hand'
  switch (why) {
    case 'not-permitted':
      return fillTemplate`Not permitted: AWS did not let ${whose} make the call ${call}. So I cannot tell; it says nothing about what was asked.`
    case 'throttled':
      return fillTemplate`AWS is throttling reads of this account (${call}), so I stopped. Ask again in a minute.`
    case 'busy':
      return [
        'Too many checks of this account are waiting, so I did not ask. Try again in a minute.',
      ]
    case 'unreachable':
      return fillTemplate`AWS could not be reached from here (${call}, ${code}). That is about this machine's network and not about the account.`
    case 'too-slow':
      return fillTemplate`AWS did not answer ${call} in time, so I stopped waiting. Ask again.`
    case 'no-credentials':
      return [
        'There are no AWS credentials to look with: set some that may read IAM, or look through a link. Nothing was asked.',
      ]
    case 'credentials-expired':
      return fillTemplate`The credentials I look with have expired (${code}). They are the checker's own, not those of the error; renew them and ask again.`
    case 'credentials-refused':
      return fillTemplate`AWS does not accept the credentials I look with (${code}). They are the checker's own, not those of the error; nothing was learnt about the account. Keys of AWS in China or GovCloud are refused so too: this version looks into the partition aws only.`
    case 'link-refused':
      return fillTemplate`STS did not give us the role of the link (${call}). It answers so for a missing role, another trust policy and another external id alike: verify the link.`
    case 'stopped':
      return ['Account checks are switched off, so nothing was asked.']
    case 'switched-off':
      return fillTemplate`That takes ${call}, which is switched off here: whoever runs this can switch it on, and the role of the link must allow it. Nothing was asked.`
    case 'unexpected':
      return fillTemplate`I could not check: ${call} ended in ${code || 'an answer I do not know'}, which I do not read as a finding.`
  }
}
