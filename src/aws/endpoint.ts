import { OperatorError } from '../app/ports/operator-error.ts'

/** The environment names an endpoint that the bot's credentials must not be sent to. */
class EndpointRefused extends OperatorError {}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** As the SDK spells the service in the names of its variables. */
export type Service = 'STS' | 'IAM' | 'ACCOUNT'

/**
 * Takes the environment and a service; gives the endpoint it names, undefined when AWS itself is meant. Any other than
 * this machine is refused: whoever answers there would see requests signed by us.
 */
export function endpointFor(
  env: Readonly<Record<string, string | undefined>>,
  service: Service,
): string | undefined {
  const name = env[`AWS_ENDPOINT_URL_${service}`]
    ? `AWS_ENDPOINT_URL_${service}`
    : 'AWS_ENDPOINT_URL'
  const given = env[name]
  if (!given) return undefined
  const url = URL.parse(given)
  const here = url && /^https?:$/.test(url.protocol) && LOOPBACK.test(url.hostname)
  if (!here) {
    throw new EndpointRefused(
      `${name} must be an address of this machine, such as http://127.0.0.1:5000; anything else would be sent our signed requests. Unset it to ask AWS.`,
    )
  }
  return given
}
