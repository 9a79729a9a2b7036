import type { Page } from '../pages/page.ts'
import { textsOf } from '../pages/page-texts.ts'
import type { Pages } from '../pages/read-pages.ts'
import type { Lint } from './lint.ts'

/** Links are https and lead somewhere public: a page about credentials should not send people over an open line. */
export const wellFormedLinks: Lint = {
  name: 'well-formed-links',
  check: (pages) =>
    pagesWithLinks(pages).flatMap((page) => {
      const links = textsOf(page.data).filter(({ way }) => way.at(-1) === 'url')
      return links.flatMap(({ way, text }, index) => {
        const why = wrongWith(text)
        return [
          ...(why ? [page.fault(way, `${text} ${why}.`)] : []),
          // In pins.yaml each entry has its own references.
          ...(page !== pages.pins && links.findIndex((other) => other.text === text) < index
            ? [page.fault(way, `${text} stands here twice.`)]
            : []),
        ]
      })
    }),
}

const pagesWithLinks = ({ causes, symptoms, variants, pins }: Pages): readonly Page<unknown>[] => [
  ...causes,
  ...symptoms,
  ...variants,
  pins,
]

function wrongWith(address: string): string | undefined {
  const url = URL.parse(address)
  if (!url) return 'is no address'
  if (url.protocol !== 'https:') return 'is not an https address'
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(url.hostname)) return 'names no public host'
  if (url.username !== '' || url.port !== '') return 'has a user or a port in it'
  if (/[\s<>"]/.test(address)) return 'holds white space or brackets'
  if (/[?&](?:utm_\w+|ref|gclid|fbclid)=/.test(url.search)) return 'tells where people came from'
  return undefined
}
