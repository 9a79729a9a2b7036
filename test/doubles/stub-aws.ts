import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the stub answers one call: a status and a body, or silence. */
type Given = { readonly status: number; readonly body: string } | 'silence'
export type Call = {
  readonly action: string
  readonly params: Readonly<Record<string, string>>
  /** The id of the key that signed it. */
  readonly signedBy: string
}
type Answers = Readonly<Record<string, (call: Call) => Given>>

/**
 * A server of this machine that answers in the shapes of the AWS query protocol (STS, IAM) and of the account service,
 * as their public API models describe them. It knows nothing of AWS but these shapes.
 */
export async function stubAws(answers: Answers) {
  const calls: Call[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      const json = request.url === '/getRegionOptStatus'
      const params = json
        ? (JSON.parse(text) as Record<string, string>)
        : Object.fromEntries(new URLSearchParams(text))
      const signedBy = /Credential=(\w+)\//.exec(request.headers.authorization ?? '')?.[1] ?? ''
      const call = { action: json ? 'GetRegionOptStatus' : (params.Action ?? ''), params, signedBy }
      calls.push(call)
      const given = answers[call.action]?.(call) ?? refused('AccessDenied', 403)
      if (given === 'silence') return
      response.writeHead(given.status, {
        'content-type': json ? 'application/json' : 'text/xml',
        ...(json && given.status >= 400 ? { 'x-amzn-errortype': 'AccessDeniedException' } : {}),
      })
      response.end(given.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    calls,
    env: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The result of a call of the query protocol. */
export function result(action: string, inner: string): Given {
  return {
    status: 200,
    body: `<${action}Response><${action}Result>${inner}</${action}Result><ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata></${action}Response>`,
  }
}

/** An error of the query protocol. */
export function refused(code: string, status = 400, message = 'refused'): Given {
  return {
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ErrorResponse>`,
  }
}

export const ACCOUNT = '111122223333'
export const BOT = '444455556666'

/** What STS answers when it gives a role. */
export const assumed = (account = ACCOUNT) =>
  result(
    'AssumeRole',
    `<AssumedRoleUser><Arn>arn:aws:sts::${account}:assumed-role/tfauth-readonly/tfauth-T1-U1</Arn><AssumedRoleId>AROAEXAMPLE:tfauth-T1-U1</AssumedRoleId></AssumedRoleUser><Credentials><AccessKeyId>ASIAQ4TFAUTHNEXAMPLE</AccessKeyId><SecretAccessKey>invented-for-this-test</SecretAccessKey><SessionToken>invented</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials><PackedPolicySize>12</PackedPolicySize>`,
  )

export const identity = (account: string, arn: string) =>
  result(
    'GetCallerIdentity',
    `<Arn>${arn}</Arn><UserId>AIDAEXAMPLE</UserId><Account>${account}</Account>`,
  )

export const role = (name: string, trust: unknown, path = '/') =>
  result(
    'GetRole',
    `<Role><Path>${path}</Path><RoleName>${name}</RoleName><RoleId>AROAEXAMPLEROLEID</RoleId><Arn>arn:aws:iam::${ACCOUNT}:role${path}${name}</Arn><CreateDate>2026-01-01T00:00:00Z</CreateDate><AssumeRolePolicyDocument>${encodeURIComponent(JSON.stringify(trust))}</AssumeRolePolicyDocument><MaxSessionDuration>3600</MaxSessionDuration></Role>`,
  )

export const keys = (...listed: readonly (readonly [string, string])[]) =>
  result(
    'ListAccessKeys',
    `<IsTruncated>false</IsTruncated><AccessKeyMetadata>${listed.map(([id, status]) => `<member><UserName>ci</UserName><AccessKeyId>${id}</AccessKeyId><Status>${status}</Status><CreateDate>2026-01-01T00:00:00Z</CreateDate></member>`).join('')}</AccessKeyMetadata>`,
  )
