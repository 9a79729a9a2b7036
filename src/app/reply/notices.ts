import type { Confidence } from '../../core/diagnosis/diagnose.ts'
import type { ReadError, SecretCount } from '../../core/fact.ts'
import type { Outgoing, Reply, Text } from './reply.ts'
import { code, text } from './text.ts'

/** How sure we are, as people say it. The number behind it is for machines. */
export const SURE: Readonly<Record<Confidence, string>> = {
  certain: 'Certain',
  likely: 'Likely',
  possible: 'Possible',
}

/** `InvalidClientTokenId` from `STS: GetCallerIdentity`, as far as the paste said; else its first words. */
export function errorWords(error: ReadError): Text {
  const call = error.operation
    ? `${error.service ?? ''}${error.service ? ': ' : ''}${error.operation}`
    : null
  return [
    code(error.code ?? (error.message.trim().slice(0, MOST_QUOTED) || 'An error without words')),
    ...(call ? [' from ', code(call)] : []),
  ]
}

const MOST_QUOTED = 80

const PHASE_WORDS: Readonly<Record<ReadError['phase'], string | null>> = {
  provider: 'AWS provider',
  backend: 'S3 backend',
  state: 'state in S3',
  lock: 'state lock',
  'remote-state': 'remote state data source',
  module: 'module download from S3',
  refresh: 'refresh',
  'data-source': 'data source',
  resource: 'resource change',
  cli: 'AWS CLI',
  ci: 'sign-in step of the pipeline',
  // Backend and provider print the same words.
  unknown: null,
}

/** `AWS provider · main.tf:3`, as far as the paste said; empty where it said nothing. */
export function placeWords({ phase, file, line }: ReadError): Text {
  const words = PHASE_WORDS[phase]
  const place = file ? code(line ? `${file}:${line}` : file) : null
  return [words ?? '', ...(place ? [words ? ' · ' : '', place] : [])].filter(Boolean)
}

const SECRET_WORDS: Readonly<Record<string, string>> = {
  'aws-secret-access-key': 'an AWS secret access key',
  'aws-session-token': 'an AWS session token',
  'aws-signature': 'a request signature',
  'base64-aws-access-key-id': 'a base64-encoded access key',
  'private-key': 'a private key',
  'url-password': 'a password in a URL',
  jwt: 'a signed token (JWT)',
  'vendor-token': "another service's token",
  'external-id': 'an external id',
  'labelled-secret': 'something labelled as a secret',
}

/** Takes what was found; names the kinds of secrets, never a value. */
export function secretKinds(secrets: readonly SecretCount[]): string {
  return secrets.map(({ kind }) => SECRET_WORDS[kind] ?? 'a secret').join(', ')
}

/** Told privately and at once; names the kind, never the value. */
export function secretWarning(secrets: readonly SecretCount[]): Reply {
  const kinds = secretKinds(secrets)
  return {
    headline: text('Your message seems to hold a secret'),
    parts: [
      {
        kind: 'warning',
        text: text(
          `I saw ${kinds}. I did not keep it, but everyone who can read your message can. Delete the message, and if the secret is real, replace it.`,
        ),
      },
    ],
    buttons: [],
    fallback: `Your message seems to hold ${kinds}. Delete the message, and if it is real, replace the secret.`,
  }
}

/** A paste that was given up. */
export const TOO_MUCH: Reply = notice(
  'That was too much for me to read',
  'I gave up on this text and know nothing of it. Please paste only the part from `Error:` to the end; the rest does not help.',
)

/** A press on something that has changed since it was drawn. */
export function movedOn(): Outgoing {
  return person(
    'That button is out of date',
    'Someone got there first, or the walkthrough has moved on. Nothing was changed; the step in the thread is the current one.',
  )
}

/** A press that names something this version does not have. */
export function unknownButton(): Outgoing {
  return person(
    'I do not know that button any more',
    'It comes from another version of me. Nothing was changed; please use the newest message in the thread.',
  )
}

/** Somebody whom no link allows to ask. */
export function notAllowedToCheck(): Outgoing {
  return person(
    'You may not have that account asked here',
    'No AWS account is linked here that you may ask. Whoever linked it can allow this channel or a group with `/tfauth links`; or answer by hand, or skip.',
  )
}

/** Something typed for a check that cannot be asked. */
export function notToCheck(fault: string): Outgoing {
  return person('I did not ask AWS', `${fault} Nothing was asked; press “Check it” to try again.`)
}

/** A check that was asked for too often. */
export function askedTooOften(seconds: number): Outgoing {
  return person(
    'I did not ask AWS',
    seconds > 0
      ? `That was asked too often just now. Ask again in ${seconds} seconds, or answer by hand.`
      : 'The link of that account does not let me in any more; whoever made it can verify it with `/tfauth links`. Answer by hand, or skip.',
  )
}

/** A channel that does not take what we were to post there. */
export function notInChannel(): Reply {
  return notice(
    'I cannot post in that channel',
    'I am not a member of it, or may not write there. Invite me, or choose another channel.',
  )
}

function person(headline: string, sentence: string): Outgoing {
  return { to: 'person', reply: notice(headline, sentence) }
}

/** A reply of one headline and one sentence. */
export function notice(headline: string, sentence: string): Reply {
  return {
    headline: text(headline),
    parts: [{ kind: 'paragraph', text: text(sentence) }],
    buttons: [],
    fallback: `${headline}. ${sentence.replaceAll('`', '')}`,
  }
}
