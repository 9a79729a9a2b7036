import type { RunPlace } from '../../core/knowledge.ts'
import type { CausePage } from '../pages/schema.ts'
import type { Lint } from './lint.ts'

/** Wherever a cause can occur, a person finds something to type; and no command is for a place where it cannot. */
export const placesHaveRemedies: Lint = {
  name: 'places-have-remedies',
  check: ({ causes }) =>
    causes.flatMap((page) => {
      const places: readonly RunPlace[] = page.data.places ?? ['local']
      const served = new Set(page.data.remedies.flatMap(placesServed))
      return [
        ...places
          .filter((place) => !served.has(place))
          .map((place) =>
            page.fault(['places'], `No remedy has a command for "${place}", where it can occur.`),
          ),
        ...page.data.remedies.flatMap((remedy, index) => [
          ...(remedy.places ?? []).flatMap((place, at) =>
            places.includes(place)
              ? []
              : page.fault(['remedies', index, 'places', at], notAmong(place)),
          ),
          ...remedy.commands.flatMap(({ place }, at) =>
            place === undefined || places.includes(place)
              ? []
              : page.fault(['remedies', index, 'commands', at, 'place'], notAmong(place)),
          ),
        ]),
      ]
    }),
}

/** Where one of its commands can be typed. */
function placesServed({ places, commands }: CausePage['remedies'][number]): readonly RunPlace[] {
  return commands.flatMap(({ place }) => (place ? [place] : (places ?? ['local'])))
}

function notAmong(place: string): string {
  return `"${place}" is not among the places of the cause.`
}
