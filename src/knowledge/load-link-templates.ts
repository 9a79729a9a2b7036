import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LinkTemplates } from '../app/accounts/link-setup.ts'

/**
 * Takes the knowledge folder, and where the CloudFormation template can be fetched, if anywhere; gives the two files
 * that make a link's role. Throws what reading a file throws: without them nobody can link.
 */
export function loadLinkTemplates(folder: string, url: string | undefined): LinkTemplates {
  const read = (name: string): string => readFileSync(join(folder, 'link', name), 'utf8')
  const cloudFormation = read('tfauth-readonly.cloudformation.yml')
  return {
    cloudFormation,
    sha256: createHash('sha256').update(cloudFormation).digest('hex'),
    terraform: read('terraform/main.tf'),
    url,
  }
}
