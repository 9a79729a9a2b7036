import type { Readable } from '../../core/knowledge.ts'
import type { Pages } from '../pages/read-pages.ts'

/** Takes the pages; gives what reading a paste needs of them. */
export function readableIn({ symptoms, variants, regions }: Pages): Readable {
  return {
    symptoms: symptoms.map(({ id, data }) => ({ ...data, id, asked_as: data.asked_as ?? [] })),
    variants: variants.map(({ id, data }) => ({ ...data, id })),
    regions: regions.data,
  }
}
