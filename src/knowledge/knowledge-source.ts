import type { LinkTemplates } from '../app/accounts/link-setup.ts'
import type { Knowledge } from '../core/knowledge.ts'

/** Where a program has its knowledge from: the folder, or the one file a build made of it. Read when first asked. */
export type KnowledgeSource = {
  readonly knowledge: () => Knowledge
  readonly templates: () => Omit<LinkTemplates, 'url'>
}
