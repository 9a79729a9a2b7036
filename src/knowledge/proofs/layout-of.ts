const LAYOUTS: readonly (readonly [layout: string, form: RegExp])[] = [
  ['json', /\{"@(?:level|message)"|"diagnostic":/],
  ['box', /[│╷╵]/],
  ['list', /^\s{0,8}\* (?:provider|module|aws_)|error\(s\) occurred|errors occurred/m],
  ['aws-cli', /\bAn error occurred \(\w+\) when calling|^aws: /m],
  ['log', /\[(?:DEBUG|ERROR|TRACE|INFO)\]/],
  [
    'prefixed',
    /^(?:\d{2}:\d{2}|\d{4}-\d{2}-\d{2}T|##\[|\[[\w .:/-]{1,60}\] |\S{1,60} {1,4}\| |#\d{1,4} )/m,
  ],
]

/** Takes a paste; gives the way it is laid out: what a reader must take away before the words are the same. */
export function layoutOf(text: string): string {
  return LAYOUTS.find(([, form]) => form.test(text))?.[0] ?? 'plain'
}
