/** What the operator may watch: counts and times, never an id or a word of anyone. */
export type Metrics = {
  /** A delivery is acknowledged, durable if it was for us; `ms` since its arrival. */
  accepted(kind: string, ms: number): void
  /** A delivery was answered, or given up for good. */
  answered(outcome: 'said' | 'given up'): void
  /** A call to Slack ended. */
  called(method: string, outcome: CallOutcome): void
  storeFailed(): void
  /** The page as Prometheus reads it; `owed` are the deliveries nobody has answered yet, where that could be asked. */
  render(owed?: { readonly count: number; readonly oldestSeconds: number }): string
}

export type CallOutcome = 'ok' | 'refused' | 'rate limited' | 'unreachable' | 'busy'

const BOUNDS = [5, 10, 25, 50, 100, 250, 500, 1_000, 3_000]
const CONTENT = 'text/plain; version=0.0.4; charset=utf-8'

/** The content type of what `render` gives. */
export const METRICS_TYPE = CONTENT

/** Gives counters that start at zero. */
export function makeMetrics(): Metrics {
  const counts = new Map<string, number>()
  const add = (name: string, labels: Readonly<Record<string, string>> = {}, by = 1) => {
    const written = Object.entries(labels).map(([label, value]) => `${label}="${plain(value)}"`)
    const key = written.length > 0 ? `${name}{${written.join(',')}}` : name
    counts.set(key, (counts.get(key) ?? 0) + by)
  }
  const lines = (name: string) =>
    [...counts]
      .filter(([key]) => key === name || key.startsWith(`${name}{`))
      .map(([key, count]) => `${key} ${count}`)
  const family = (name: string, type: string, help: string, parts: readonly string[] = ['']) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...parts.flatMap((part) => lines(`${name}${part}`)),
  ]
  // Those without labels exist from the start, so that a rate over them is never unknown.
  add('tfauth_store_errors_total', {}, 0)

  return {
    accepted(kind, ms) {
      add('tfauth_deliveries_accepted_total', { kind })
      for (const bound of BOUNDS)
        add('tfauth_ack_seconds_bucket', { le: String(bound / 1_000) }, ms <= bound ? 1 : 0)
      add('tfauth_ack_seconds_bucket', { le: '+Inf' })
      add('tfauth_ack_seconds_sum', {}, ms / 1_000)
      add('tfauth_ack_seconds_count')
    },
    answered: (outcome) => add('tfauth_deliveries_answered_total', { outcome }),
    called(method, outcome) {
      add('tfauth_slack_calls_total', { method, outcome })
      if (outcome === 'rate limited') add('tfauth_slack_rate_limited_total', { method })
    },
    storeFailed: () => add('tfauth_store_errors_total'),
    render: (owed) =>
      [
        ...family(
          'tfauth_deliveries_accepted_total',
          'counter',
          'Deliveries acknowledged: durable, or not for us.',
        ),
        ...family('tfauth_deliveries_answered_total', 'counter', 'Deliveries answered.'),
        ...(owed === undefined
          ? []
          : [
              '# HELP tfauth_deliveries_owed Deliveries accepted and not answered yet, by any replica.',
              '# TYPE tfauth_deliveries_owed gauge',
              `tfauth_deliveries_owed ${owed.count}`,
              '# HELP tfauth_oldest_owed_seconds How long the oldest of them has been waiting.',
              '# TYPE tfauth_oldest_owed_seconds gauge',
              `tfauth_oldest_owed_seconds ${owed.oldestSeconds}`,
            ]),
        ...family(
          'tfauth_ack_seconds',
          'histogram',
          'From the arrival of a delivery until its acknowledgement, which waits until it is durable.',
          ['_bucket', '_sum', '_count'],
        ),
        ...family('tfauth_slack_calls_total', 'counter', 'Calls to the Web API.'),
        ...family('tfauth_slack_rate_limited_total', 'counter', 'Calls that Slack put off (429).'),
        ...family('tfauth_store_errors_total', 'counter', 'Requests to the store that failed.'),
        '',
      ].join('\n'),
  }
}

/** A label's value: names of ours and of Slack's methods have only these characters. */
function plain(value: string): string {
  return value.replace(/[^\w.+ -]/g, '').slice(0, 60)
}
