import type { Fault } from '../pages/fault.ts'
import type { Page, Way } from '../pages/page.ts'
import { commandsIn } from '../pages/page-commands.ts'
import type { Lint } from './lint.ts'

const USES = /\buses:\s{0,5}([\w.-]{1,60}\/[\w./-]{1,80})@([\w.-]{1,60})/g

/** Our commands name one version of each action and image, the one in pins.yaml. */
export const pinned: Lint = {
  name: 'pinned',
  check: (pages) => {
    const pins = pages.pins.data
    return commandsIn(pages).flatMap(({ page, way, command: { text } }) => [
      ...[...text.matchAll(USES)]
        .filter(([, name]) => !pins.some((pin) => pin.name === name))
        .map(([, name]) => page.fault(way, `${name} has no version in pins.yaml.`)),
      ...pins
        .filter(({ except }) => !except?.includes(page.id))
        .flatMap(({ name, version }) => named(text, name, version, page, way)),
    ])
  },
}

function named(
  text: string,
  name: string,
  version: string,
  page: Page<unknown>,
  way: Way,
): readonly Fault[] {
  const form = new RegExp(
    String.raw`(?<![\w./-])${name.replaceAll('.', '\\.')}[@:]([\w.-]{1,60})`,
    'g',
  )
  return [...text.matchAll(form)]
    .filter(([, found]) => found !== version)
    .map(([words]) => page.fault(way, `${words}: pins.yaml says ${version}.`))
}
