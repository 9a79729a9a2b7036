import { lift } from '../../core/diagnosis/diagnose.ts'
import type { Cause, Evidence, Knowledge, Remedy, Symptom } from '../../core/knowledge.ts'
import { linksTo, type PageName } from '../reply/page-name.ts'
import type { Part, Reply } from '../reply/reply.ts'
import { flat, text } from '../reply/text.ts'
import { risksOf } from '../step/place-commands.ts'

/** What hardly changes how likely a cause is helps nobody to tell it. */
const TELLS = 1.3

/** Takes a page's name; gives the whole page: the same on every surface. */
export function composePage(knowledge: Knowledge, { kind, id }: PageName): Reply {
  const cause = kind === 'cause' && knowledge.causes.find((one) => one.id === id)
  if (cause) return causePage(knowledge, cause)
  const symptom = knowledge.symptoms.find((one) => one.id === id)
  if (symptom) return symptomPage(knowledge, symptom)
  const says = 'There is no such page. Search for an error code or a few words instead.'
  return {
    headline: text('No such page'),
    parts: [{ kind: 'paragraph', text: text(says) }],
    buttons: [],
    fallback: says,
  }
}

function causePage(knowledge: Knowledge, cause: Cause): Reply {
  const { title, says, why, evidence, remedies, prevent, articles, references } = cause
  const symptoms = knowledge.symptoms.filter(({ shares }) =>
    shares.some((share) => share.cause === cause.id),
  )
  const parts: Part[] = [
    { kind: 'paragraph', text: text(says) },
    { kind: 'paragraph', text: text(why) },
    ...list(
      'How to tell',
      evidence
        .filter((line) => lift(knowledge, line) > TELLS)
        .map((line) => shows(knowledge, line)),
    ),
    ...list(
      'Speaks against it',
      evidence
        .filter((line) => lift(knowledge, line) < 1 / TELLS)
        .map((line) => shows(knowledge, line)),
    ),
    ...remedies.flatMap(remedyParts),
    ...list('So that it does not come back', prevent),
    ...list(
      'What the articles say',
      articles.map(
        (article) =>
          `“${article.claim}” ${article.holds ? 'Holds' : 'Does not hold'}: ${article.says}`,
      ),
    ),
    ...pages(
      'Errors that can mean this',
      linksTo(
        knowledge,
        symptoms.map(({ id }) => ({ kind: 'symptom', id })),
      ),
    ),
    ...links('Sources', references),
  ]
  return {
    headline: text(title),
    parts,
    buttons: [],
    fallback: `${flat(text(title))}. ${flat(text(says))}`,
  }
}

function remedyParts({ title, says, risk_says, commands }: Remedy): readonly Part[] {
  return [
    { kind: 'list', title, items: [text(says)] },
    ...(risk_says ? [{ kind: 'warning', text: text(risk_says) } as const] : []),
    ...risksOf(commands),
    ...(commands.length > 0 ? [{ kind: 'commands', commands } as const] : []),
  ]
}

/** What is seen when the fact has these values. */
function shows({ facts }: Knowledge, { fact, is }: Evidence): string {
  const kind = facts.find(({ id }) => id === fact)
  return is.map((value) => kind?.seen?.[value] ?? `${kind?.title}: ${value}.`).join(' Or: ')
}

function symptomPage(knowledge: Knowledge, symptom: Symptom): Reply {
  const { says, means, signs, shares, references } = symptom
  const codes = [...new Set(signs.flatMap(({ code }) => code ?? []))]
  const causes = shares
    .toSorted((a, b) => b.count - a.count)
    .map(({ cause }) => ({ kind: 'cause', id: cause }) as const)
  return {
    headline: text(says),
    parts: [
      { kind: 'paragraph', text: text(means) },
      ...(codes.length > 0
        ? [
            {
              kind: 'facts',
              rows: [
                { label: 'Codes', value: text(codes.map((code) => `\`${code}\``).join(', ')) },
              ],
            } as const,
          ]
        : []),
      ...pages('What can be behind it, the likeliest first', linksTo(knowledge, causes)),
      {
        kind: 'note',
        text: text(
          'To find out which of them it is, paste the whole error: the order then follows from what it says.',
        ),
      },
      ...links('Sources', references),
    ],
    buttons: [],
    fallback: `${flat(text(says))} ${flat(text(means))}`,
  }
}

function list(title: string, items: readonly string[]): readonly Part[] {
  return items.length > 0 ? [{ kind: 'list', title, items: items.map(text) }] : []
}

function pages(title: string, found: ReturnType<typeof linksTo>): readonly Part[] {
  return found.length > 0 ? [{ kind: 'pages', title, links: found }] : []
}

function links(title: string, found: Cause['references']): readonly Part[] {
  return found.length > 0 ? [{ kind: 'links', title, links: found }] : []
}
