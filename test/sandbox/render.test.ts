import { expect, test } from 'vitest'
import type { Part, Reply } from '../../src/app/reply/reply.ts'
import { SHELLS } from '../../src/core/knowledge.ts'
import { renderHtml } from '../../src/sandbox/render.ts'

const EVIL = `<script>alert('1')</script>"onload="x&`
const SHOWN = '&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;onload=&quot;x&amp;'
const text = [EVIL, { code: EVIL }]
const press = { case: EVIL, revision: 1, do: { kind: 'skip', step: EVIL } } as const

const evilParts: Readonly<Record<Part['kind'], Part>> = {
  paragraph: { kind: 'paragraph', text },
  facts: { kind: 'facts', rows: [{ label: EVIL, value: text }] },
  list: { kind: 'list', title: EVIL, items: [text] },
  commands: { kind: 'commands', commands: SHELLS.map((shell) => ({ shell, text: EVIL })) },
  links: {
    kind: 'links',
    title: EVIL,
    links: [
      { title: EVIL, url: `https://example.com/${EVIL}` },
      { title: EVIL, url: 'javascript:alert(1)' },
    ],
  },
  pages: { kind: 'pages', title: EVIL, links: [{ kind: 'cause', id: EVIL, title: EVIL }] },
  seen: { kind: 'seen', sure: 'likely', text },
  lead: { kind: 'lead', text },
  note: { kind: 'note', text },
  warning: { kind: 'warning', text },
}

const drawn = (of: Partial<Reply>) =>
  renderHtml({ headline: ['Headline'], parts: [], buttons: [], fallback: '', ...of }, 'verdict')

const expectHarmless = (html: string) => {
  expect(html).toContain(SHOWN)
  expect(html).not.toContain('<script')
  expect(html).not.toContain('"onload=')
}

test.each(Object.values(evilParts))('$kind: words stay words', (part) => {
  expectHarmless(drawn({ parts: [part] }))
})

test('headline and buttons: words stay words, and the press survives its attribute', () => {
  expectHarmless(drawn({ headline: text }))
  const html = drawn({ buttons: [{ label: EVIL, describes: EVIL, style: 'plain', press }] })
  expectHarmless(html)
  const value = /data-press="([^"]*)"/.exec(html)?.[1] ?? ''
  const plain = value
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
  expect(JSON.parse(plain)).toEqual(press)
})

test.each([
  'javascript:alert(1)',
  'http://example.com/',
  'data:text/html,x',
  '//evil.example',
  'x',
])('a link to %s is shown and cannot be followed', (url) => {
  const html = drawn({ parts: [{ kind: 'links', title: 'Sources', links: [{ title: 'T', url }] }] })
  expect(html).toContain('<li>T</li>')
  expect(html).not.toContain('href')
})

test('an https link opens apart and takes nothing along', () => {
  const links = [{ title: 'AWS', url: 'https://docs.aws.amazon.com/?a=1&b=2' }]
  const html = drawn({ parts: [{ kind: 'links', title: 'Sources', links }] })
  expect(html).toContain(
    'href="https://docs.aws.amazon.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer"',
  )
})

test('shells a person has one of are tabs, everything else stands on its own', () => {
  const commands = (['bash', 'powershell', 'bash', 'hcl'] as const).map((shell, index) => ({
    shell,
    text: `${shell} ${index}`,
  }))
  const html = drawn({ parts: [{ kind: 'commands', commands }] })
  expect(html.match(/role="tab"/g)).toHaveLength(2)
  expect(html.match(/role="tabpanel"/g)).toHaveLength(2)
  expect(html.match(/aria-selected="true"/g)).toHaveLength(1)
  expect(html.match(/data-copy/g)).toHaveLength(4)
  const alone = drawn({
    parts: [{ kind: 'commands', commands: [{ shell: 'bash', text: 'aws sso login' }] }],
  })
  expect(alone).not.toContain('role="tab"')
  expect(alone).toContain('bash / zsh')
})

test('a button is spoken with what it shows and what it does', () => {
  const button = (label: string, describes: string) =>
    drawn({ buttons: [{ label, describes, style: 'primary', press }] })
  expect(button('Stop', 'Stop this walkthrough')).toContain('aria-label="Stop this walkthrough"')
  expect(button('Skip', 'Go on without it')).toContain('aria-label="Skip. Go on without it"')
})

test('ids on one page do not meet', () => {
  const parts = [evilParts.commands, evilParts.commands]
  const page =
    renderHtml({ headline: ['V'], parts, buttons: [], fallback: '' }, 'verdict') +
    renderHtml({ headline: ['S'], parts, buttons: [], fallback: '' }, 'step')
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
})
