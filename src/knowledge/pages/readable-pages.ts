import type { Program, Readable, Sign, Symptom } from '../../core/knowledge.ts'
import type { Pages } from './read-pages.ts'

/** Takes the pages; gives what reading a paste needs of them, each symptom with what programs say of it in their own words. */
export function readableIn(pages: Pages): Readable {
  return {
    symptoms: symptomsIn(pages),
    variants: pages.variants.map(({ id, data }) => ({ ...data, id })),
    programs: pages.programs.map(({ id, data }) => programOf(id, data)),
    regions: pages.regions.data,
  }
}

function symptomsIn({ symptoms, programs }: Pages): readonly Symptom[] {
  const said = programs.flatMap(({ data }) => data.signs ?? [])
  return symptoms.map(({ id, data }) => ({
    ...data,
    id,
    asked_as: data.asked_as ?? [],
    signs: [...data.signs, ...said.filter(({ means }) => means === id).map(signOf)],
  }))
}

function signOf({ means: _, ...sign }: { readonly means: string } & Sign): Sign {
  return sign
}

function programOf(
  id: string,
  { title, kind, only_aws, marks, perhaps, frames }: Omit<Program, 'id'>,
): Program {
  return { id, title, kind, only_aws, marks, perhaps, frames }
}
