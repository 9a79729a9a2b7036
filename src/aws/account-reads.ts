import { GetRegionOptStatusCommand } from '@aws-sdk/client-account'
import {
  type EvaluationResult,
  GetAccessKeyLastUsedCommand,
  GetAccountSummaryCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListMFADevicesCommand,
  ListOpenIDConnectProvidersCommand,
  type Role,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam'
import {
  DecodeAuthorizationMessageCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  type STSClient,
} from '@aws-sdk/client-sts'
import type {
  AccountReads,
  Answered,
  CallerIdentity,
  RoleSeen,
  Simulated,
} from '../app/checks/account/account-reads.ts'
import { type AwsSession, ask } from './ask.ts'
import type { OptionalAction } from './calls.ts'
import type { Clients } from './clients.ts'

/** Where the credentials of a look come from: those at hand, or a session that is opened when it is first needed. */
export type OpenedAccount = { readonly clients: Clients; readonly account: string | undefined }
/** With an action of the optional tier the session is another one, which may do that as well. */
export type Open = (more?: OptionalAction) => Promise<Answered<OpenedAccount>>

/** Takes how to sign in, our own clients and the look; gives what a check may read of the account. */
export function accountReads(
  open: Open,
  own: Clients,
  look: AwsSession,
  linked: boolean,
): AccountReads {
  const iam = async <Found>(read: (clients: Clients) => Promise<Answered<Found>>) => {
    const opened = await open()
    return opened.kind === 'found' ? read(opened.found.clients) : opened
  }
  const more = async <Found>(
    action: OptionalAction,
    read: (clients: Clients) => Promise<Answered<Found>>,
  ) => {
    const opened = await open(action)
    return opened.kind === 'found' ? read(opened.found.clients) : opened
  }
  return {
    linked,
    async account() {
      const opened = await open()
      if (opened.kind !== 'found') return opened
      if (opened.found.account !== undefined) return { kind: 'found', found: opened.found.account }
      const identity = await identityOf(opened.found.clients.sts, look)
      return identity.kind === 'found' ? { kind: 'found', found: identity.found.account } : identity
    },
    identity: () => iam(({ sts }) => identityOf(sts, look)),
    accountOfKey: (AccessKeyId) =>
      askSts(own.sts, (sts) =>
        ask(
          look,
          'sts:GetAccessKeyInfo',
          (options) => sts.send(new GetAccessKeyInfoCommand({ AccessKeyId }), options),
          ({ Account }) => Account,
        ),
      ),
    keyUse: (AccessKeyId) =>
      iam((clients) =>
        ask(
          look,
          'iam:GetAccessKeyLastUsed',
          (options) => clients.iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }), options),
          ({ UserName, AccessKeyLastUsed: used }) => ({
            user: UserName ?? null,
            at: used?.LastUsedDate?.toISOString() ?? null,
            service: present(used?.ServiceName),
            region: present(used?.Region),
          }),
        ),
      ),
    keys: (UserName) =>
      iam((clients) =>
        ask(
          look,
          'iam:ListAccessKeys',
          (options) => clients.iam.send(new ListAccessKeysCommand({ UserName }), options),
          ({ AccessKeyMetadata: keys = [] }) =>
            keys.map(({ AccessKeyId: id = '', Status: status = '', CreateDate: made }) => ({
              id,
              status,
              made: made?.toISOString() ?? null,
            })),
        ),
      ),
    user: (UserName) =>
      iam((clients) =>
        ask(
          look,
          'iam:GetUser',
          (options) => clients.iam.send(new GetUserCommand({ UserName }), options),
          ({ User }) => (User?.Arn && User.UserId ? { arn: User.Arn, id: User.UserId } : undefined),
        ),
      ),
    policies: (user) => iam((clients) => policiesOf(clients, look, user)),
    role: (RoleName) =>
      iam((clients) =>
        ask(
          look,
          'iam:GetRole',
          (options) => clients.iam.send(new GetRoleCommand({ RoleName }), options),
          ({ Role: role }) => role && roleSeen(role),
        ),
      ),
    providers: () =>
      iam((clients) =>
        ask(
          look,
          'iam:ListOpenIDConnectProviders',
          (options) => clients.iam.send(new ListOpenIDConnectProvidersCommand({}), options),
          ({ OpenIDConnectProviderList: list = [] }) =>
            list.map(({ Arn }) => Arn).filter((arn) => arn !== undefined),
        ),
      ),
    audiences: (OpenIDConnectProviderArn) =>
      iam((clients) =>
        ask(
          look,
          'iam:GetOpenIDConnectProvider',
          (options) =>
            clients.iam.send(
              new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }),
              options,
            ),
          ({ ClientIDList = [] }) => ClientIDList,
        ),
      ),
    summary: () =>
      iam((clients) =>
        ask(
          look,
          'iam:GetAccountSummary',
          (options) => clients.iam.send(new GetAccountSummaryCommand({}), options),
          ({ SummaryMap: map = {} }) => ({
            globalTokenVersion: map.GlobalEndpointTokenVersion ?? null,
            rootKeys: map.AccountAccessKeysPresent ?? null,
          }),
        ),
      ),
    region: (RegionName) =>
      iam((clients) =>
        ask(
          look,
          'account:GetRegionOptStatus',
          (options) => clients.account.send(new GetRegionOptStatusCommand({ RegionName }), options),
          ({ RegionOptStatus }) => RegionOptStatus,
        ),
      ),
    decode: (EncodedMessage) =>
      iam((clients) =>
        askSts(clients.sts, (sts) =>
          ask(
            look,
            'sts:DecodeAuthorizationMessage',
            (options) =>
              sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage }), options),
            ({ DecodedMessage }) => DecodedMessage,
          ),
        ),
      ),
    mayAssume: (PolicySourceArn, role) =>
      more('iam:SimulatePrincipalPolicy', ({ iam }) =>
        ask(
          look,
          'iam:SimulatePrincipalPolicy',
          (options) =>
            iam.send(
              new SimulatePrincipalPolicyCommand({
                PolicySourceArn,
                ActionNames: ['sts:AssumeRole'],
                ResourceArns: [role],
              }),
              options,
            ),
          ({ EvaluationResults: results = [] }) => results[0] && simulated(results[0]),
        ),
      ),
    devices: (UserName) =>
      more('iam:ListMFADevices', ({ iam }) =>
        ask(
          look,
          'iam:ListMFADevices',
          (options) => iam.send(new ListMFADevicesCommand({ UserName }), options),
          ({ MFADevices = [] }) =>
            MFADevices.map(({ SerialNumber }) => SerialNumber).filter((one) => one !== undefined),
        ),
      ),
    calls: () => [...look.asked],
    requests: () => [...(look.requests ?? [])],
  }
}

function simulated({
  EvalDecision,
  MissingContextValues = [],
  OrganizationsDecisionDetail: organization,
  PermissionsBoundaryDecisionDetail: boundary,
}: EvaluationResult): Simulated {
  const known = ['allowed', 'explicitDeny', 'implicitDeny'] as const
  return {
    decision: known.find((one) => one === EvalDecision) ?? 'unknown',
    untold: MissingContextValues,
    byOrganization: organization?.AllowedByOrganizations ?? null,
    byBoundary: boundary?.AllowedByPermissionsBoundary ?? null,
  }
}

/** Asks STS in its first region, and in the second where the first cannot be reached. */
async function askSts<Found>(
  clients: readonly STSClient[],
  send: (sts: STSClient) => Promise<Answered<Found>>,
): Promise<Answered<Found>> {
  let answer: Answered<Found> = { kind: 'missing' }
  for (const sts of clients) {
    answer = await send(sts)
    if (answer.kind !== 'could-not' || answer.why !== 'unreachable') return answer
  }
  return answer
}

/** Takes the clients of STS and the look; gives who the credentials are. */
export function identityOf(
  clients: readonly STSClient[],
  look: AwsSession,
): Promise<Answered<CallerIdentity>> {
  return askSts(clients, (sts) =>
    ask(
      look,
      'sts:GetCallerIdentity',
      (options) => sts.send(new GetCallerIdentityCommand({}), options),
      ({ Account, Arn, UserId }) =>
        Account && Arn && UserId ? { account: Account, arn: Arn, id: UserId } : undefined,
    ),
  )
}

/** A user has ten policies attached as a rule and twenty at most, so three pages are already one too many. */
const MOST_PAGES = 3

async function policiesOf(
  { iam }: Clients,
  look: AwsSession,
  UserName: string,
): Promise<Answered<readonly string[]>> {
  const arns: string[] = []
  let Marker: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await ask(
      look,
      'iam:ListAttachedUserPolicies',
      (options) =>
        iam.send(
          new ListAttachedUserPoliciesCommand({ UserName, ...(Marker ? { Marker } : {}) }),
          options,
        ),
      (output) => output,
    )
    if (answer.kind !== 'found') return answer
    const { AttachedPolicies = [], IsTruncated, Marker: next } = answer.found
    arns.push(
      ...AttachedPolicies.map(({ PolicyArn }) => PolicyArn).filter((arn) => arn !== undefined),
    )
    if (!IsTruncated || !next) break
    Marker = next
  }
  return { kind: 'found', found: arns }
}

/** IAM writes `N/A` where a key was never used. */
const present = (words: string | undefined) =>
  words === undefined || words === '' || words === 'N/A' ? null : words

function roleSeen(role: Role): RoleSeen | undefined {
  if (!role.Arn || !role.RoleId) return undefined
  return {
    arn: role.Arn,
    id: role.RoleId,
    trust: decoded(role.AssumeRolePolicyDocument),
    maxSession: role.MaxSessionDuration ?? 3600,
    lastUsed: role.RoleLastUsed?.LastUsedDate?.toISOString() ?? null,
    bounded: role.PermissionsBoundary !== undefined,
  }
}

/** IAM gives policies URL-encoded. */
function decoded(document: string | undefined): unknown {
  try {
    return JSON.parse(decodeURIComponent(document ?? ''))
  } catch {
    return undefined
  }
}
