import { eachRun, LETTERS_AND_DIGITS, tableOf } from '../shapes/character-sets.ts'
import { type Format, type Span, spanOf } from '../shapes/secret-span.ts'

// Each begins with the prefix that its maker documents, so that one pattern finds them all in one walk.
const PREFIXED: readonly RegExp[] = [
  // Code hosts and their packages.
  /gh[pousr]_[A-Za-z0-9]{16,255}|github_pat_\w{20,255}/,
  /gl(?:pat|ptt|dt|rt|cbt|ft|soat|agent|oas|imt)-[\w.-]{10,300}|GR1348941[\w-]{16,60}/,
  /AT(?:ATT|CTT)3x[\w=.-]{30,300}|ATBB[A-Za-z0-9]{20,40}(?!\w)/,
  /npm_[A-Za-z0-9]{30,60}|pypi-[\w-]{30,400}|rubygems_[0-9a-f]{40,60}|cio[A-Za-z0-9]{32}(?!\w)|oy2[a-z0-9]{43}(?!\w)/,
  /dckr_(?:pat|oat)_[\w-]{16,100}|AKC[a-zA-Z0-9]{50,100}|cmVmdGtu[A-Za-z0-9+/]{30,100}={0,2}/,
  // Chat.
  /xox[a-z](?:\.xox[a-z])?-[\w%-]{8,300}|xapp-[\w-]{8,300}/,
  // Payment and shops.
  /[rsp]k_(?:live|test)_[A-Za-z0-9]{10,200}|whsec_[\w+/=]{16,100}|sq0[a-z]{3}-[\w-]{20,60}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{20,60}|EZAK[A-Za-z0-9]{40,60}|FLWSECK[\w-]{20,60}/,
  // Clouds and what runs on them.
  /AIza[\w-]{28,60}|ya29\.[\w-]{20,1000}|GOCSPX-[\w-]{16,60}|1\/\/0[\w-]{30,200}/,
  /hv[sbr]\.[\w-]{16,400}|do[opr]_v1_[0-9a-f]{32,80}|dapi[0-9a-f]{32}(?:-\d)?|HRKU-[\w-]{30,80}|LTAI[A-Za-z0-9]{16,30}(?!\w)|AKID[A-Za-z0-9]{30,40}(?!\w)/,
  /dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{20,100}|pscale_(?:tkn|pw|oauth)_[\w.-]{20,100}|pul-[0-9a-f]{40}|sbp_[0-9a-f]{30,60}|tskey-[\w-]{20,100}|vcp_\w{20,80}|nfp_[A-Za-z0-9]{30,60}/,
  /ABSK[A-Za-z0-9+/]{40,400}={0,2}|bedrock-api-key-[A-Za-z0-9+/=_-]{20,2000}|amzn\.mws\.[0-9a-f-]{30,40}/,
  // Models.
  /sk-[\w-]{20,300}|gsk_[A-Za-z0-9]{30,80}|xai-[A-Za-z0-9]{40,120}|pplx-[A-Za-z0-9]{30,80}|r8_[A-Za-z0-9]{30,60}|hf_[A-Za-z0-9]{28,60}/,
  // Mail and telephone.
  /SG\.[\w-]{16,40}\.[\w-]{16,80}|SK[0-9a-f]{32}(?![0-9a-z])|key-[0-9a-f]{32}(?![0-9a-z])|xkeysib-[0-9a-f]{40,80}-\w{8,30}/,
  // Watching.
  /NR(?:AK|JS|II)-[\w-]{16,60}|glc_[\w+/=]{30,400}|glsa_[\w-]{30,60}|sntry[su]_[\w+/=-]{30,400}|dt0[a-z]\d\d\.[A-Z0-9]{20,30}\.[A-Z0-9]{40,80}|PMAK-[0-9a-f-]{40,80}|dd[ap]p?i?_\w{20,60}/,
  // Work.
  /lin_api_\w{30,60}|secret_[A-Za-z0-9]{43}(?!\w)|ntn_[A-Za-z0-9]{40,60}|figd_[\w-]{30,60}|EAA[A-Za-z0-9]{60,300}|CFPAT-[\w-]{40,60}|rdme_\w{60,80}|tfp_[\w-]{40,80}|ops_eyJ[\w+/=-]{40,1200}/,
  /sq[apu]_[0-9a-f]{30,60}|AGE-SECRET-KEY-1[0-9A-Z]{30,80}|bkua_[0-9a-f]{30,60}|CCIP(?:AT|RJ)_[\w-]{30,120}|pnu_[A-Za-z0-9]{30,60}|ico-[A-Za-z0-9]{30,40}(?!\w)/,
]

const ANY = new RegExp(`(?:${PREFIXED.map(({ source }) => source).join('|')})`, 'g')
const SHORTEST = 20
const IN_TOKEN = tableOf(`${LETTERS_AND_DIGITS}_-./+=%`)

/** Takes text; gives where a token with a documented prefix stands in it. */
export function vendorSpans(text: string): readonly Span[] {
  const spans: Span[] = []
  eachRun(text, IN_TOKEN, SHORTEST, (from, to) => {
    // `matchAll` would copy the pattern for each run.
    ANY.lastIndex = 0
    const run = text.slice(from, to)
    for (let match = ANY.exec(run); match; match = ANY.exec(run)) {
      const at = from + match.index
      if (/[A-Za-z0-9]/.test(text.charAt(at - 1))) continue
      spans.push(spanOf('vendor-token', at, at + match[0].length))
    }
  })
  return spans
}

/** The tokens of other services whose prefix is not at their beginning. */
export const VENDOR_FORMATS: readonly Format[] = [
  {
    kind: 'vendor-token',
    gate: ['hooks.slack.com/', '/api/webhooks/', '.webhook.office.com/'],
    pattern:
      /(?<before>hooks\.slack\.com\/|discord(?:app)?\.com\/api\/webhooks\/|\.webhook\.office\.com\/)(?<secret>(?:services|workflows|triggers)\/[\w/]{16,200}|\d{10,25}\/[\w-]{20,100}|webhookb2\/[\w@/-]{30,300})/g,
  },
  {
    // Azure client secrets carry their mark in the middle.
    kind: 'vendor-token',
    gate: ['Q~'],
    pattern: /(?<![\w~.-])[\w~.]{3}\dQ~[\w~.-]{28,45}/g,
  },
  {
    kind: 'vendor-token',
    gate: ['.atlasv1.'],
    pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{10,20}\.atlasv1\.[\w-]{16,120}/g,
  },
  {
    // Vault's tokens of before version 1.10.
    kind: 'vendor-token',
    gate: ['ault', 'VAULT'],
    pattern: /(?<![\w.])s\.[A-Za-z0-9]{24}(?![A-Za-z0-9.])/g,
  },
  {
    kind: 'vendor-token',
    gate: [':AA'],
    pattern: /(?<=\d{8}):AA[\w-]{32,36}/g,
  },
  {
    kind: 'vendor-token',
    gate: ['iscord', 'DISCORD', 'Bot '],
    pattern: /(?<![\w.-])[MNO][A-Za-z\d]{23,27}\.[\w-]{6}\.[\w-]{27,45}(?![\w.-])/g,
  },
]
