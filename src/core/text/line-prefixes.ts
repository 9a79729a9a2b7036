// What CI systems and wrappers put in front of each line; each is anchored and bounded.
const PREFIXES: readonly RegExp[] = [
  // GitHub Actions, Azure Pipelines, TF_LOG, docker logs: an ISO time stamp.
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?[ \t]{1,4}/,
  // Go programs: "2020/12/10 16:31:07 "; logrus on a terminal: "ERRO[0005] ".
  /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[ \t]{1,4}/,
  /^(?:TRAC|DEBU|INFO|WARN|ERRO|FATA)\[\d{1,8}\][ \t]/,
  // GitLab raw logs put the stream's number and letter behind the time: "00O ", "01E+".
  /^\d\d[OE][ +]/,
  // GitHub's "job<TAB>step<TAB>time " of `gh run view --log`; behind the time of an AWS CLI text row stands another tab.
  /^[^\t\n]{1,80}\t[^\t\n]{1,80}\t\ufeff?(?=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z(?: |$))/,
  /^##\[(?:error|warning|group|endgroup|command|section|debug)\]/,
  /^section_(?:start|end):\d{1,12}:[\w.-]{1,80}[ \t]{0,4}/,
  // Terragrunt: "12:34:56.789 STDERR [unit] terraform: ".
  /^\d\d:\d\d:\d\d(?:\.\d{1,6})?[ \t]{1,4}(?:STDERR|STDOUT|ERROR|INFO|WARN)[ \t]{1,4}(?:\[[^\]\n]{1,200}\][ \t]{1,2})?(?:(?:terraform|tofu): ?)?/,
  /^\[\d\d:\d\d:\d\d(?:\.\d{1,3})?\][ \t]{1,2}/,
  // Spacelift's run id and old Terragrunt's directory; an index such as [0] is too short to match.
  /^\[(?:[0-9A-HJKMNP-TV-Z]{26}|\.?\/?[\w.-]{1,60}(?:\/[\w.-]{1,60}){1,12})\][ \t]/,
  /^prefix=\[[^\]\n]{1,200}\][ \t]/,
  // BuildKit, while an image is built: "#12 4.301 ".
  /^#\d{1,4} \d{1,6}\.\d{1,4}(?: |$)/,
  // Docker Compose: "service-1  | ".
  /^[\w.-]{1,40}[ \t]{1,20}\|[ \t](?=\S)/,
  // A quotation in mail, tickets and chat.
  /^[ \t]{0,4}>[ \t]?/,
  // The line number that GitLab's page glues to copied text, in front of a box.
  /^\d{1,6}(?=[╷│╵])/,
]
// Terragrunt's key-value log: the text is the value of msg.
const KEY_VALUE = /^time=\S{1,60} level=\w{1,10} .{0,600}?\bmsg=/

// How any of them begins; most lines have none, and one look tells.
const MAY_HAVE = /^(?:[\d[#]|section_|prefix=|time=|[A-Z]{4}\[|[ \t]{0,4}>)|[\t|]/

/** Takes one line; gives it without the prefixes of the channels it came through. */
export function stripPrefix(line: string): string {
  let out = line
  // Channels are nested (a time stamp, then Terragrunt, then a quotation), seldom deeper than this.
  for (let depth = 0; depth < 5 && MAY_HAVE.test(out); depth++) {
    const before = out
    const pair = out.startsWith('time=') ? KEY_VALUE.exec(out) : null
    if (pair) out = unquoted(out.slice(pair[0].length)) ?? out
    for (const prefix of PREFIXES) out = out.replace(prefix, '')
    if (out === before) break
  }
  if (!out.includes('```')) return out
  return out.replace(/^[ \t]{0,4}`{3}[\w-]{0,20}/, '').replace(/`{3}[ \t]{0,4}$/, '')
}

/** The value of the log's last key: what stands in its quotes, with their escapes undone; undefined where more follows. */
function unquoted(value: string): string | undefined {
  if (!value.startsWith('"')) return value
  let end = 1
  while (end < value.length && value[end] !== '"') end += value[end] === '\\' ? 2 : 1
  // Chat flattens several lines of a log into one; that line is left as it is.
  if (value.slice(end + 1).trim() !== '') return undefined
  return value.slice(1, end).replace(/\\"/g, '"').replace(/\\n/g, ' ')
}
