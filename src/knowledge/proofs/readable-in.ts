import type { Knowledge, Symptom } from '../../core/knowledge.ts'
import type { Pages } from '../pages/read-pages.ts'

/** Takes the pages; gives what reading a paste needs of them. */
export function readableIn({ variants, regions }: Pages): Pick<Knowledge, 'variants' | 'regions'> {
  return { variants: variants.map(({ id, data }) => ({ ...data, id })), regions: regions.data }
}

/** Takes the pages; gives the symptoms as the core reads them. */
export function symptomsIn({ symptoms }: Pages): readonly Symptom[] {
  return symptoms.map(({ id, data }) => ({ ...data, id, asked_as: data.asked_as ?? [] }))
}
