import { answersAreValues } from './lints/answers-are-values.ts'
import { articlesLead } from './lints/articles-lead.ts'
import { askedFor } from './lints/asked-for.ts'
import { causesAreToldApart } from './lints/causes-are-told-apart.ts'
import { commandsKeepSecrets } from './lints/commands-keep-secrets.ts'
import { duplicates } from './lints/duplicates.ts'
import { factsAreLearnt, factsAreUsed } from './lints/facts-are-learnt.ts'
import {
  everyCauseIsShared,
  factsAreSeen,
  factsSumToOne,
  knownCauses,
  knownSymptoms,
} from './lints/known-causes.ts'
import { knownFacts, oneEvidencePerFact } from './lints/known-facts.ts'
import type { Lint } from './lints/lint.ts'
import { noFalseAdvice } from './lints/no-false-advice.ts'
import { noPercentages } from './lints/no-percentages.ts'
import { pinned } from './lints/pinned.ts'
import { placesHaveRemedies } from './lints/places-have-remedies.ts'
import { proved, remediesAreSafe } from './lints/proved.ts'
import { remarksStandAlone } from './lints/remarks-stand-alone.ts'
import { repliesAreToldApart } from './lints/replies-are-told-apart.ts'
import { samplesShowTheirVariant } from './lints/samples-show-their-variant.ts'
import { treeLeads } from './lints/tree-leads.ts'
import { wellFormedLinks } from './lints/well-formed-links.ts'
import type { Fault } from './pages/fault.ts'
import type { Pages } from './pages/read-pages.ts'

/** What a schema cannot say; each has a test with a page that breaks it. */
export const LINTS: readonly Lint[] = [
  knownFacts,
  oneEvidencePerFact,
  knownCauses,
  knownSymptoms,
  everyCauseIsShared,
  factsSumToOne,
  factsAreSeen,
  factsAreLearnt,
  factsAreUsed,
  causesAreToldApart,
  duplicates,
  proved,
  remediesAreSafe,
  placesHaveRemedies,
  commandsKeepSecrets,
  remarksStandAlone,
  pinned,
  noFalseAdvice,
  noPercentages,
  wellFormedLinks,
  askedFor,
  answersAreValues,
  treeLeads,
  articlesLead,
  repliesAreToldApart,
  samplesShowTheirVariant,
]

/** Every fault the lints find, in the order of the list. */
export const lint = (pages: Pages): readonly Fault[] => LINTS.flatMap(({ check }) => check(pages))
