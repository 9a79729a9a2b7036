import { expect, test } from 'vitest'
import { plain } from '../../../src/core/text/plain-text.ts'

test.each([
  ['terminal colours', '\u001b[1m\u001b[31mError: \u001b[0mno', ['Error: no']],
  ['a terminal link', '\u001b]8;;https://x.example.com\u0007docs\u001b]8;;\u0007', ['docs']],
  ['colours that lost their escape', '[31mError:[0m no', ['Error: no']],
  ['an index is no colour', 'module.a[0].b["m"]', ['module.a[0].b["m"]']],
  ['a box', '╷\n│ Error: no\n│ \n│   on a.tf\n╵', ['', 'Error: no', '', '  on a.tf', '╵']],
  ['a box in one line', '╷ │ Error: no │ │ yes ╵', ['Error: no', 'yes', '╵']],
  [
    'a mention and a link of Slack',
    '<@U1> see <https://a.example/b>',
    ['  see https://a.example/b'],
  ],
  ['a link that Slack made of a name', '<http://a.example|a.example>', ['a.example']],
  ['escapes of Slack', '&lt;a&gt; &amp; &quot;b&quot;', ['<a> & "b"']],
  ['smart quotes and hard spaces', '“a” ‘b’\u00a0c', [`"a" 'b' c`]],
  ['characters nobody sees', 'Exp\u200bired\u00adToken\ufeff', ['ExpiredToken']],
  ['Windows line ends', 'a\r\nb\rc', ['a', 'b', 'c']],
  [
    'a build of an image',
    '#12 4.301 Error: no\n#12 4.302 \n#12 DONE 4.3s',
    ['Error: no', '', '#12 DONE 4.3s'],
  ],
  [
    'one escaped line break before a code',
    '{"msg": "it failed\\nInvalidClientTokenId: no"}',
    ['{"msg": "it failed', 'InvalidClientTokenId: no"}'],
  ],
  ['an escape that is a path', 'C:\\new\\temp', ['C:\\new\\temp']],
  ['a GitHub log', '2024-05-14T09:12:33.1234567Z Error: no', ['Error: no']],
] as const)('%s', (_, text, lines) => {
  expect(plain(text)).toEqual(lines)
})
