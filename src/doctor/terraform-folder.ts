import { join } from 'node:path'
import { type HclBlock, hclBlocks } from '../core/facts/files/hcl.ts'
import type { Machine } from './machine.ts'

/** What Terraform's own files say about signing in: names of settings, and the values of those that are no secret. */
export type TerraformFolder = {
  /** What `terraform init` wrote down about the backend; undefined before it ran. */
  readonly backend?: Settings & { readonly kind: string }
  readonly provider?: Settings
}
export type Settings = {
  /** Every setting that has a value. */
  readonly names: readonly string[]
  readonly profile?: string | undefined
  readonly region?: string | undefined
}

/** Takes a machine; gives what .terraform and the .tf files of its folder say. */
export function readTerraformFolder(machine: Machine): TerraformFolder {
  const backend = backendOf(machine)
  const provider = providerOf(machine)
  return { ...(backend ? { backend } : {}), ...(provider ? { provider } : {}) }
}

function backendOf(machine: Machine): TerraformFolder['backend'] | undefined {
  const data = machine.env.TF_DATA_DIR || join(machine.folder, '.terraform')
  const state = parsed(machine.text(join(data, 'terraform.tfstate')))
  const backend = isRecord(state) && isRecord(state.backend) ? state.backend : undefined
  if (!backend || typeof backend.type !== 'string') return undefined
  const config = isRecord(backend.config) ? backend.config : {}
  const said = (name: string) => {
    const value = config[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  return {
    kind: backend.type,
    names: Object.keys(config).filter((name) => isGiven(config[name])),
    profile: said('profile'),
    region: said('region'),
  }
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
}

/** The provider without an alias is the one that most of a configuration uses. */
function providerOf(machine: Machine): Settings | undefined {
  const blocks = machine
    .files(machine.folder)
    .filter(({ name }) => name.endsWith('.tf'))
    .flatMap(({ path }) => hclBlocks(machine.text(path) ?? ''))
    .filter(({ name }) => name === 'provider "aws"')
  const block = blocks.find(({ attributes }) => !attributes.has('alias')) ?? blocks[0]
  return block && settingsOf(block)
}

function settingsOf({ attributes, blocks }: HclBlock): Settings {
  return {
    names: [...attributes.keys(), ...blocks.map(({ name }) => name)],
    profile: literal(attributes.get('profile')),
    region: literal(attributes.get('region')),
  }
}

/** What a variable or a local holds is not known here. */
function literal(value: string | undefined): string | undefined {
  return value === undefined || value.includes('${') ? undefined : value
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
