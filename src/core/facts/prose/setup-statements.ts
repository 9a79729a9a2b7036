/** One kind of statement: its words, and what must stand somewhere in the text before they are looked for. */
export type SentenceRule = {
  readonly kind: string
  readonly value: string
  readonly gate: readonly string[]
  readonly says: RegExp
  /** The value itself is a negation, and so are its words. */
  readonly mayDeny?: true
}

// A time of day and an address are none.
const VERSION =
  'v?\\d{1,3}\\.\\d{1,3}(?:\\.(?:\\d{1,3}|x))?\\b(?!\\.\\d|:\\d| ?(?:am|pm|h|utc|today|this morning|yesterday|gb|mb)\\b)'
const OF = '(?:(?:the |aws |terraform |tf |provider |opentofu |tofu |version |release ){0,4})'
const FINE = '(?:works?|worked|is ok|is fine|ok|fine|no (?:problem|issue|error)s?)\\b'
const WHOLE_KEYS = '(?:access )?(?:keys?|credentials?|creds)'

/** What people say of versions, accounts, profiles and changes around the error. */
export const SETUP_SENTENCES: readonly SentenceRule[] = [
  {
    kind: 'older-version-works',
    value: 'no',
    gate: ['version', 'release'],
    says: /\b(?:same (?:error|problem|issue|thing|result)|also fails|fails too|no (?:luck|difference)|tried)(?: \w{1,10})? (?:with|on|in|using) (?:an? |the |several |some )?(?:older|other|previous|earlier|different) (?:terraform |provider )?(?:versions?|releases?)\b/i,
    mayDeny: true,
  },
  {
    kind: 'older-version-works',
    value: 'yes',
    gate: ['since', 'after', 'when', 'upgrad', 'updat', 'bump'],
    says: new RegExp(
      `\\b(?:since|after|when|upon) (?:(?:i |we )?(?:upgrad(?:ed|ing)|updat(?:ed|ing)|bump(?:ed|ing)|mov(?:ed|ing)|switch(?:ed|ing)) |the (?:upgrade|update|bump|move) )[^.\\n]{0,60}\\b(?:to|from) ${OF}${VERSION}|\\bsince ${OF}${VERSION}`,
      'i',
    ),
  },
  {
    kind: 'older-version-works',
    value: 'yes',
    gate: ['pin', 'downgrad', 'revert', 'roll', 'going back', 'went back', 'regression'],
    says: new RegExp(
      `\\b(?:pinn?(?:ing|ed)?|downgrad(?:ing|ed|e)|revert(?:ing|ed)?|roll(?:ing|ed)? back|going back|went back)\\b[^\\n]{0,60}\\b${VERSION}[^\\n]{0,50}\\b(?:works?|worked|fix(?:es|ed)|solve[sd]|helps|helped|resolve[sd]|is (?:ok|fine))\\b|\\bregression (?:in|of|since|from) ${OF}${VERSION}`,
      'i',
    ),
  },
  {
    kind: 'older-version-works',
    value: 'yes',
    gate: ['work', 'ok', 'fine', 'no problem', 'no issue', 'no error'],
    says: new RegExp(
      `(?<!(?:cli|python|boto3|docker|node|macos|ubuntu|windows) )\\b${VERSION} (?:still |just )?(?:works?|worked|is fine|is ok)\\b|\\b(?:works?|worked|fine|ok) (?:\\w{1,10} )?(?:with|in|on|using|under|until|up to) ${OF}${VERSION}(?! (?:of )?(?:the )?(?:aws )?cli)|\\b(?:with|in|on) ${OF}${VERSION},? (?:and )?(?:it |this |everything |all )?(?:is )?(?:the |my )?(?:(?:very )?same (?:\\w{1,12} ){1,3})?${FINE}(?! (?:locally|on|in|from|for)\\b)`,
      'i',
    ),
  },
  {
    // A backend block takes no variables, so what comes in by one reaches the provider alone.
    kind: 'same-keys',
    value: 'no',
    gate: ['tfvars', '-var', 'variable', 'provider'],
    says: new RegExp(
      `\\b${WHOLE_KEYS}\\b[^.\\n]{0,40}\\b(?:in|via|from|through|with|as|by) (?:my |the |a |terraform )?(?:[\\w.]{0,20}tfvars\\b|-var\\b|input variables?\\b|(?:aws )?provider block\\b|provider "aws")|\\btfvars (?:\\w{1,10} )?(?:with|has|have|holds|contains) (?:the |my |both |new |aws ){0,3}${WHOLE_KEYS}\\b|\\b(?:profile|${WHOLE_KEYS}) (?:is |are )?(?:only |just )(?:set |given |defined )?(?:in|on|for) the provider\\b`,
      'i',
    ),
  },
  {
    kind: 'backend-changed',
    value: 'yes',
    gate: ['backend', 'role_arn', '.terraform'],
    says: /\b(?:add(?:ed|ing)|chang(?:ed|ing)|edit(?:ed|ing)|switch(?:ed|ing)|renam(?:ed|ing)|set(?:ting)?|updat(?:ed|ing))\b[^.\n]{0,40}\b(?:role_arn|bucket|profile|region|keys?|credentials)\b[^.\n]{0,20}\b(?:to|in|of|for|on) (?:the |my )?(?:s3 )?backend\b|\b(?:changed|edited|changing|editing|modified) (?:the |my )?(?:s3 )?backend(?: block| config(?:uration)?)?\b|\b(?:delet|remov)(?:ed|ing) (?:the )?[`'"]?\.terraform\b|\brm -rf? \.terraform\b|\bold \.terraform (?:folder|directory|dir)\b|\bbackend config(?:uration)? (?:has )?changed\b|\bchange in the backend configuration has been detected\b/i,
  },
  {
    kind: 'other-profile-works',
    value: 'yes',
    gate: ['default', 'aws_profile', 'profile'],
    says: /\b(?:cop(?:y|ied|ying)|put(?:ting)?|mov(?:e|ed|ing)|renam(?:e|ed|ing))\b[^\n]{0,60}\b(?:to|into|in|as|under) (?:the )?[[`"']?default\b[^\n]{0,40}\b(?:works?|worked|ok|fine|fix(?:es|ed)|helps|solve[sd])\b|\b(?:works?|worked|fine|ok)(?: \w{1,10})? (?:when|if|after|once|with) [^.\n]{0,40}\b(?:AWS_PROFILE|the default profile|another profile|--profile)\b/i,
  },
  {
    kind: 'accounts-used',
    value: 'several',
    gate: ['accounts', 'profiles'],
    says: /\b(?:several|multiple|many|two|three|four|different|\d{1,2}) (?:aws )?(?:accounts|profiles)\b/i,
  },
]
