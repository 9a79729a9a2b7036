import type { Page, Way } from '../pages/page.ts'
import { textsOf } from '../pages/page-texts.ts'
import type { Lint } from './lint.ts'

/** Advice that is widely copied and does not hold; what is wrong with it stands in the articles' pages. */
const FALSE: readonly { readonly form: RegExp; readonly why: string }[] = [
  {
    form: /\b(?:regenerate|recreate|rotate|new keys?|another key)\b[^.\n]{0,80}\b(?:until|without|has no|have no)\b[^.\n]{0,40}special characters/i,
    why: 'special characters in a secret cause no authentication error, so a key without them cures nothing',
  },
  {
    form: /\b(?:add|allow|grant|give|attach|permit)\b[^.\n]{0,60}sts:GetCallerIdentity/i,
    why: 'sts:GetCallerIdentity needs no permission',
  },
  {
    form: /["']?Action["']?\s{0,5}[:=]\s{0,5}[^\n}]{0,120}sts:GetCallerIdentity/i,
    why: 'sts:GetCallerIdentity needs no permission',
  },
  {
    form: /\b(?:rm|rmdir|del|rd|remove-item|clear|empty|delete|remove)\b[^.\n]{0,60}\.aws[\\/]cli[\\/]cache/i,
    why: 'Terraform never reads the cache of the AWS CLI',
  },
  {
    form: /\b(?:unset|remove-item|clear|delete|remove)\b[^.\n]{0,120}AWS_SECURITY_TOKEN|\bset AWS_SECURITY_TOKEN=\s*$/im,
    why: 'Terraform does not read AWS_SECURITY_TOKEN',
  },
  {
    form: /\|\s{0,5}base64\b(?!\s{0,5}(?:-d|-D|--decode))|(?<!(?:not|no|never|without) )\b(?:encode\b[^.\n]{0,40}\bbase64|base64-encode\b(?!d))/i,
    why: 'an encoded key is sent as it stands and AWS cannot know it',
  },
]

const CLOCK =
  /\b(?:timedatectl|chronyc?|ntpdate|sntp|w32tm|hwclock)\b|\bsynchroni[sz]e\b[^.\n]{0,30}\bclock/i

/** What is advised: everything else on a page explains, or says what an article says. */
const isAdvice = (way: Way): boolean =>
  way.length === 1 ? way[0] === 'says' : way[0] === 'remedies' || way[0] === 'prevent'

/** No page repeats the advice of the well-known articles that does not hold. */
export const noFalseAdvice: Lint = {
  name: 'no-false-advice',
  check: ({ causes, questions, probe }) => [
    ...causes.flatMap((page) => [
      ...falseIn(page, isAdvice),
      // A wrong clock never gives InvalidClientTokenId; only its own cause may send people to the clock.
      ...(page.id === 'clock-skew'
        ? []
        : matches(page, isAdvice, CLOCK, 'a wrong clock is a cause of its own')),
    ]),
    ...[...questions, probe].flatMap((page) => falseIn(page, () => true)),
  ],
}

const falseIn = (page: Page<unknown>, among: (way: Way) => boolean) =>
  FALSE.flatMap(({ form, why }) => matches(page, among, form, why))

const matches = (page: Page<unknown>, among: (way: Way) => boolean, form: RegExp, why: string) =>
  textsOf(page.data)
    .filter(({ way, text }) => among(way) && form.test(text))
    .map(({ way }) => page.fault(way, `This advice does not hold: ${why}.`))
