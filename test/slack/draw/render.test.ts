import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Part, Reply, Text } from '../../../src/app/reply/reply.ts'
import { renderBlocks } from '../../../src/slack/draw/render.ts'
import { checkLimits } from '../../../src/slack/protocol/limits.ts'
import { mrkdwn } from '../../../src/slack/protocol/mrkdwn.ts'

const reply = (parts: readonly Part[], more: Partial<Reply> = {}): Reply => ({
  headline: ['This looks like ', { code: 'ExpiredToken' }],
  parts,
  buttons: [],
  fallback: 'This looks like an expired session. Sign in again.',
  ...more,
})

describe('text', () => {
  test('from outside is never markup', () => {
    expect(mrkdwn(['<!channel> & <https://evil.example|here>'], 200)).toBe(
      '&lt;!channel&gt; &amp; &lt;https://evil.example|here&gt;',
    )
    expect(mrkdwn(['*bold* _it_ ~no~ `x` AWS_ACCESS_KEY_ID'], 200)).toBe(
      '\u200b*bold\u200b* \u200b_it\u200b_ \u200b~no\u200b~ \u200b`x\u200b` AWS_ACCESS_KEY_ID',
    )
    expect(mrkdwn(['a file in ~/.aws'], 200)).toBe('a file in ~/.aws')
    expect(mrkdwn([{ code: 'a `b` <c>\n d' }], 200)).toBe("`a 'b' &lt;c&gt; d`")
  })

  test('is cut between characters, never inside an entity or an open code span', () => {
    expect(mrkdwn([{ code: '<<<<<<<<<<' }], 12)).toBe('`&lt;&lt;`…')
    expect(mrkdwn(['abc', 'defghij'], 6)).toBe('abcde…')
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.record({ code: fc.string() }))),
        fc.integer({ min: 12, max: 60 }),
        (text, max) => {
          const drawn = mrkdwn(text, max)
          expect(drawn.length).toBeLessThanOrEqual(max)
          expect(drawn.replace(/&(?:amp|lt|gt);/g, '')).not.toMatch(/[&<>]/)
          expect((drawn.replaceAll('\u200b`', '').match(/`/g) ?? []).length % 2).toBe(0)
        },
      ),
    )
  })
})

describe('blocks', () => {
  test('of a verdict, in reading order', () => {
    const { text, blocks } = renderBlocks(
      reply(
        [
          { kind: 'paragraph', text: ['Terraform reached AWS.'] },
          { kind: 'facts', rows: [{ label: 'How sure', value: ['Likely'] }] },
          { kind: 'warning', text: ['Rotate the key.'] },
          {
            kind: 'links',
            title: 'Sources',
            links: [{ title: 'STS <errors>', url: 'https://example.com/?a=1&b=2|x' }],
          },
          { kind: 'note', text: ['Nothing was kept.'] },
        ],
        {
          buttons: [
            {
              label: 'Fix it step by step',
              describes: 'Start the fix',
              style: 'primary',
              press: { case: 'c', revision: 2, do: { kind: 'start' } },
            },
          ],
        },
      ),
      { id: 'verdict.2' },
    )
    expect(text).toBe('This looks like an expired session. Sign in again.')
    expect(blocks.map(({ type }) => type)).toEqual([
      'section',
      'section',
      'section',
      'section',
      'section',
      'actions',
      'context',
    ])
    expect(blocks).toMatchObject([
      { text: { type: 'mrkdwn', verbatim: true, text: '*This looks like `ExpiredToken`*' } },
      {},
      { fields: [{ text: '*How sure*\nLikely' }] },
      { text: { text: ':warning: Rotate the key.' } },
      { text: { text: '*Sources*\n•  <https://example.com/?a=1&amp;b=2%7Cx|STS &lt;errors&gt;>' } },
      {
        elements: [
          { action_id: 'tfauth:start:0', style: 'primary', accessibility_label: 'Start the fix' },
        ],
      },
      {},
    ])
    expect(blocks.map(({ block_id }) => block_id)).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((n) => `verdict.2.${n}`),
    )
  })

  test('of commands hold the characters as they are', () => {
    const commands = [
      { shell: 'bash', text: 'export A="<b>" && echo `id` *x*\n' },
      { shell: 'powershell', text: '$env:A = 1' },
    ] as const
    const { blocks } = renderBlocks(reply([{ kind: 'commands', commands }]), { id: 'step.1' })
    expect(blocks[1]).toMatchObject({
      type: 'rich_text',
      elements: [
        { elements: [{ text: 'bash or zsh' }] },
        { type: 'rich_text_preformatted', elements: [{ text: 'export A="<b>" && echo `id` *x*' }] },
        { elements: [{ text: 'PowerShell' }] },
        { type: 'rich_text_preformatted', elements: [{ text: '$env:A = 1' }] },
      ],
    })
  })

  test('a command is shown whole or not at all', () => {
    const long = 'x'.repeat(11_000)
    const { blocks } = renderBlocks(
      reply([{ kind: 'commands', commands: [{ shell: 'bash', text: long }] }]),
      { id: 'a' },
    )
    expect(JSON.stringify(blocks)).not.toContain('xxx')
    expect(JSON.stringify(blocks)).toContain('Too long to show here.')
  })

  test('a link that is none is not made one', () => {
    const links = [{ title: 'Run', url: 'javascript:alert(1)' }]
    const { blocks } = renderBlocks(reply([{ kind: 'links', title: '', links }]), { id: 'a' })
    expect(blocks[1]).toMatchObject({ text: { text: '•  Run' } })
  })
})

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 5_000, size: 'max' }),
)
const anyText: fc.Arbitrary<Text> = fc.array(fc.oneof(words, fc.record({ code: words })), {
  maxLength: 6,
})
const anyPart: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constantFrom('paragraph', 'note', 'warning'), text: anyText }),
  fc.record({
    kind: fc.constant('facts' as const),
    rows: fc.array(fc.record({ label: words, value: anyText }), { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant('list' as const),
    title: words,
    items: fc.array(anyText, { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant('commands' as const),
    commands: fc.array(
      fc.record({
        shell: fc.constantFrom('bash', 'powershell', 'cmd', 'hcl', 'text'),
        text: words,
      }),
      { maxLength: 6 },
    ),
  }),
  fc.record({
    kind: fc.constant('links' as const),
    title: words,
    links: fc.array(fc.record({ title: words, url: fc.webUrl() }), { maxLength: 20 }),
  }),
)

test.each([true, false])(
  'any reply stays within the limits of Slack (rich headline: %s)',
  (richHeadline) => {
    fc.assert(
      fc.property(
        fc.record({
          headline: anyText,
          parts: fc.array(anyPart, { maxLength: 70 }),
          fallback: words,
          buttons: fc.array(
            fc.record({
              label: fc.string({ minLength: 1, maxLength: 200 }),
              describes: fc.string({ maxLength: 200 }),
              style: fc.constantFrom('primary', 'danger', 'plain'),
              press: fc.record({
                case: fc.string({ minLength: 1, maxLength: 3_000 }),
                revision: fc.nat(),
                do: fc.constant({ kind: 'back' as const }),
              }),
            }),
            { maxLength: 40 },
          ),
        }),
        (any) => {
          const headline = ['Always a word ', ...any.headline]
          const drawn = renderBlocks({ ...any, headline }, { id: 'verdict.1', richHeadline })
          expect(checkLimits(drawn.blocks, drawn.text)).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  },
)

test('the limits are looked at', () => {
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } }) as const
  expect(checkLimits([], '')).toHaveLength(1)
  expect(checkLimits([section('x'.repeat(3_001))], 'x')).toEqual([
    'section text is 3001, at most 3000',
  ])
  expect(
    checkLimits(
      Array.from({ length: 51 }, () => section('x')),
      'x',
    ),
  ).toHaveLength(1)
  expect(
    checkLimits(
      Array.from({ length: 5 }, () => section('x'.repeat(2_900))),
      'x',
    ),
  ).toHaveLength(1)
})
