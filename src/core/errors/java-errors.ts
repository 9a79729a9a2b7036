/** What the AWS SDKs for Java print in brackets behind a service's message. */
export type JavaError = {
  /** Where the code stands. */
  readonly at: number
  readonly code: string
  readonly service: string
  readonly httpStatus: number
  readonly requestId: string | null
  readonly message: string
}

// Version 1 parts by semicolons and names the code; version 2 parts by commas and leaves it to the exception's name, or
// to CloudFormation, which puts a code of its own behind.
const BRACKETS =
  /(?:^|\n|[ \t]|:)([^\n:]{0,600}) ?\(Service: (?:AWS|Amazon)?([A-Za-z0-9 ]{2,60})[;,] Status Code: (\d{3})(?:[;,] Error Code: ([A-Za-z][\w.]{2,80}))?[;,] Request ID: ([\w-]{0,80})(?:[^()\n]{0,120}\)["' ]{0,3}\(RequestToken: [\w-]{1,80}, HandlerErrorCode: (\w{2,60}))?/g

// The clients' names of both versions, as `serviceId` and the class of the client spell them.
const SERVICES: Readonly<Record<string, string>> = {
  SecurityTokenService: 'STS',
  Sts: 'STS',
  IdentityManagement: 'IAM',
  Iam: 'IAM',
  Ec2: 'EC2',
  DynamoDBv2: 'DynamoDB',
  DynamoDb: 'DynamoDB',
  SSO: 'SSO',
  Sso: 'SSO',
  SsoOidc: 'SSO OIDC',
}

/** Takes the text of one diagnostic; gives the refusals in it that a Java program printed with their code. */
export function javaErrors(text: string): readonly JavaError[] {
  if (!text.includes('(Service: ')) return []
  return [...text.matchAll(BRACKETS)].flatMap(
    ({
      0: all,
      1: message = '',
      2: service = '',
      3: status = '',
      4: own,
      5: id = '',
      6: handlers,
      index,
    }) => {
      const code = own ?? handlers
      return code
        ? [
            {
              at: index + all.lastIndexOf(code),
              code,
              service: SERVICES[service] ?? service,
              httpStatus: Number(status),
              requestId: id || null,
              message: message.trim().replace(/^["']/, ''),
            },
          ]
        : []
    },
  )
}
