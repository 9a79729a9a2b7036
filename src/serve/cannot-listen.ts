import { OperatorError } from '../app/ports/operator-error.ts'

/** The address to listen at cannot be had; the sentence says why and what to do. */
class CannotListen extends OperatorError {}

type Address = { readonly host: string; readonly port: number }

/** Takes what a start threw and where it was to listen; throws it as a sentence, where it is about that. */
export function explainingListen(at: Address) {
  return (error: unknown): never => {
    const says = sentence(error, at)
    throw says === undefined ? error : new CannotListen(says, { cause: error })
  }
}

function sentence(error: unknown, { host, port }: Address): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error && 'code' in error)) return undefined
  const { code, syscall } = error
  if (syscall === 'getaddrinfo' && 'hostname' in error && error.hostname === host)
    return `HOST is ${host}, and nobody knows such a host. Name an address of this machine, such as 127.0.0.1.`
  if (syscall !== 'listen') return undefined
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=${port < 65535 ? port + 1 : 3001} npm start`
  if (code === 'EADDRNOTAVAIL')
    return `HOST is ${host}, which is no address of this machine. Name one, such as 127.0.0.1.`
  if (code === 'EACCES')
    return `Port ${port} is not for ordinary users. Choose one above 1023, such as PORT=3000.`
  return `HOST ${host} and PORT ${port} cannot be listened at (${String(code)}).`
}
