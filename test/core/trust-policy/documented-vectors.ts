// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the policy language's own variables
import type { TrustRequest } from '../../../src/core/trust-policy/request.ts'

/** A rule that AWS documents, in our own words, with a policy and a request that it decides. */
export type Vector = {
  readonly id: string
  /** The page that states the rule. */
  readonly doc: string
  readonly rule: string
  readonly statement: object | readonly object[]
  readonly request: Partial<TrustRequest>
  readonly expected: 'allow' | 'deny' | 'cannot-tell'
}

const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/'
const PRINCIPAL = `${IAM}reference_policies_elements_principal.html`
const OPERATORS = `${IAM}reference_policies_elements_condition_operators.html`
const SETS = `${IAM}reference_policies_condition-single-vs-multi-valued-context-keys.html`
const LOGIC = `${IAM}reference_policies_condition-logic-multiple-context-keys-or-values.html`
const EVALUATION = `${IAM}reference_policies_evaluation-logic.html`
const CROSS = `${IAM}reference_policies_evaluation-logic-cross-account.html`
const VARIABLES = `${IAM}reference_policies_variables.html`
const KEYS = `${IAM}reference_policies_condition-keys.html`
const FEDERATION = `${IAM}reference_policies_iam-condition-keys.html`
const THIRD_PARTY = `${IAM}id_roles_common-scenarios_third-party.html`
const TAGS = `${IAM}id_session-tags.html`
const SOURCE_IDENTITY = `${IAM}id_credentials_temp_control-access_monitor.html`
const MFA = `${IAM}id_credentials_mfa_configure-api-require.html`
const ACTION = `${IAM}reference_policies_elements_action.html`
const NOT_ACTION = `${IAM}reference_policies_elements_notaction.html`
const OIDC_ROLE = `${IAM}id_roles_create_for-idp_oidc.html`
const OIDC_PROVIDER = `${IAM}id_roles_providers_create_oidc.html`
const CHAINING = `${IAM}id_roles.html`
const DURATION = `${IAM}id_roles_update-role-settings.html`

export const ROLE = 'arn:aws:iam::210987654321:role/release'
const HOME = 'arn:aws:iam::210987654321:user/eva'
const AWAY = 'arn:aws:iam::345678901234:user/finn'
const SESSION = {
  arn: 'arn:aws:sts::345678901234:assumed-role/builder/job-12',
  role_arn: 'arn:aws:iam::345678901234:role/ci/builder',
  unique_id: 'AROAEXAMPLEBUILDER01:job-12',
  org_id: 'o-a1b2c3d4e5',
}
const away = { principal: { arn: AWAY } }
const home = { principal: { arn: HOME } }
const session = { principal: SESSION }

const allow = (principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...more,
})
const deny = (principal: unknown, more: object = {}) => ({
  ...allow(principal, more),
  Effect: 'Deny',
})
/** A statement for everybody of the other account under a condition. */
const when = (Condition: object) => allow({ AWS: '345678901234' }, { Condition })

const ISSUER = 'gitlab.com'
const FEDERATED = { Federated: `arn:aws:iam::210987654321:oidc-provider/${ISSUER}` }
const token = {
  iss: `https://${ISSUER}`,
  aud: 'https://gitlab.com',
  sub: 'project_path:g/p:ref_type:branch:ref:main',
}
const web = (Condition: object, principal: unknown = FEDERATED) =>
  allow(principal, { Action: 'sts:AssumeRoleWithWebIdentity', Condition })
const asking = (claims: object = {}, more: Partial<TrustRequest> = {}): Partial<TrustRequest> => ({
  action: 'sts:AssumeRoleWithWebIdentity',
  oidc: { ...token, ...claims },
  ...more,
})
const SUB = `${ISSUER}:sub`
const AUD = `${ISSUER}:aud`

type Row = readonly [
  id: string,
  doc: string,
  rule: string,
  statement: Vector['statement'],
  request: Partial<TrustRequest>,
  expected: Vector['expected'],
]
const ROWS: readonly Row[] = [
  // Who is named.
  [
    'account-id-is-its-root',
    PRINCIPAL,
    'the bare number of an account means the same as the ARN of its root',
    allow({ AWS: '345678901234' }),
    away,
    'allow',
  ],
  [
    'account-root-covers-sessions',
    PRINCIPAL,
    'an account that is named hands the decision to its own policies, for sessions as well',
    allow({ AWS: 'arn:aws:iam::345678901234:root' }),
    session,
    'allow',
  ],
  [
    'account-needs-own-policy',
    CROSS,
    'across accounts the caller’s own policies must allow it too',
    allow({ AWS: '345678901234' }),
    { ...away, identity_policy: 'none' },
    'deny',
  ],
  [
    'named-across-needs-own-policy',
    CROSS,
    'across accounts even a caller who is named needs permission on its own side',
    allow({ AWS: AWAY }),
    { ...away, identity_policy: 'none' },
    'deny',
  ],
  [
    'named-at-home-is-enough',
    EVALUATION,
    'within one account a user whom the policy of the resource names needs nothing more',
    allow({ AWS: HOME }),
    { ...home, identity_policy: 'none' },
    'allow',
  ],
  [
    'root-at-home-is-not-enough',
    EVALUATION,
    'within one account the account as principal leaves the decision to the caller’s policies',
    allow({ AWS: '210987654321' }),
    { ...home, identity_policy: 'none' },
    'deny',
  ],
  [
    'other-user',
    PRINCIPAL,
    'a user who is named stands for nobody else',
    allow({ AWS: HOME }),
    { principal: { arn: 'arn:aws:iam::210987654321:user/eva-two' } },
    'deny',
  ],
  [
    'user-names-keep-case',
    PRINCIPAL,
    'the name in an ARN is compared with its case',
    allow({ AWS: HOME }),
    { principal: { arn: 'arn:aws:iam::210987654321:user/Eva' } },
    'deny',
  ],
  [
    'list-is-or',
    PRINCIPAL,
    'of several principals one is enough',
    allow({ AWS: [HOME, AWAY] }),
    away,
    'allow',
  ],
  [
    'role-covers-its-sessions',
    PRINCIPAL,
    'a role that is named covers every session of it',
    allow({ AWS: SESSION.role_arn }),
    session,
    'allow',
  ],
  [
    'role-path-counts',
    PRINCIPAL,
    'a role in another path is another role',
    allow({ AWS: 'arn:aws:iam::345678901234:role/builder' }),
    session,
    'deny',
  ],
  [
    'one-session',
    PRINCIPAL,
    'one session can be named by its own ARN',
    allow({ AWS: SESSION.arn }),
    session,
    'allow',
  ],
  [
    'other-session',
    PRINCIPAL,
    'a session that is named stands for no other session of the role',
    allow({ AWS: 'arn:aws:sts::345678901234:assumed-role/builder/job-13' }),
    session,
    'deny',
  ],
  [
    'no-pattern-in-arn',
    PRINCIPAL,
    'an asterisk can stand for all principals, not for a part of an ARN',
    allow({ AWS: 'arn:aws:iam::345678901234:user/*' }),
    away,
    'deny',
  ],
  ['everybody', PRINCIPAL, 'an asterisk admits everybody', allow('*'), away, 'allow'],
  [
    'everybody-in-aws',
    PRINCIPAL,
    'an asterisk under AWS admits every caller of AWS',
    allow({ AWS: '*' }),
    away,
    'allow',
  ],
  [
    'service',
    PRINCIPAL,
    'a service is named by its own name',
    allow({ Service: 'ec2.amazonaws.com' }),
    { principal: { service: 'ec2.amazonaws.com' } },
    'allow',
  ],
  [
    'other-service',
    PRINCIPAL,
    'a service that is named stands for no other',
    allow({ Service: 'ec2.amazonaws.com' }),
    { principal: { service: 'lambda.amazonaws.com' } },
    'deny',
  ],
  // Which statement wins.
  [
    'deny-wins',
    EVALUATION,
    'an explicit deny wins over every allow, wherever it stands',
    [allow({ AWS: '345678901234' }), deny({ AWS: AWAY })],
    away,
    'deny',
  ],
  [
    'deny-first',
    EVALUATION,
    'the order of statements plays no part',
    [deny({ AWS: AWAY }), allow({ AWS: '345678901234' })],
    away,
    'deny',
  ],
  [
    'deny-of-another',
    EVALUATION,
    'a deny for somebody else does not count',
    [allow({ AWS: '345678901234' }), deny({ AWS: HOME })],
    away,
    'allow',
  ],
  [
    'second-statement',
    EVALUATION,
    'one statement that allows is enough',
    [allow({ AWS: HOME }), allow({ AWS: AWAY })],
    away,
    'allow',
  ],
  [
    'nothing-allows',
    EVALUATION,
    'what nothing allows is denied',
    deny({ AWS: HOME }),
    away,
    'deny',
  ],
  [
    'deny-condition-unmet',
    EVALUATION,
    'a deny whose condition is not met does not apply',
    [
      allow({ AWS: '345678901234' }),
      deny('*', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': SESSION.org_id } } }),
    ],
    session,
    'allow',
  ],
  [
    'own-deny',
    EVALUATION,
    'an explicit deny in the caller’s own policies wins as well',
    allow({ AWS: HOME }),
    { ...home, identity_policy: 'deny' },
    'deny',
  ],
  // Actions.
  [
    'action-case',
    ACTION,
    'the names of actions are compared without case',
    allow({ AWS: AWAY }, { Action: 'STS:assumerole' }),
    away,
    'allow',
  ],
  [
    'action-wildcard',
    ACTION,
    'an asterisk in an action stands for any characters',
    allow({ AWS: AWAY }, { Action: 'sts:Assume*' }),
    away,
    'allow',
  ],
  [
    'action-question-mark',
    ACTION,
    'a question mark stands for one character',
    allow({ AWS: AWAY }, { Action: 'sts:AssumeRol?' }),
    away,
    'allow',
  ],
  [
    'other-action',
    ACTION,
    'another action is not allowed with it',
    allow({ AWS: AWAY }, { Action: 'sts:AssumeRoleWithSAML' }),
    away,
    'deny',
  ],
  [
    'not-action',
    NOT_ACTION,
    'NotAction covers everything but what it lists',
    allow({ AWS: AWAY }, { Action: undefined, NotAction: 'sts:TagSession' }),
    away,
    'allow',
  ],
  [
    'not-action-lists-it',
    NOT_ACTION,
    'what NotAction lists is not allowed by it',
    allow({ AWS: AWAY }, { Action: undefined, NotAction: 'sts:AssumeRole' }),
    away,
    'deny',
  ],
  // The external id.
  [
    'external-id',
    THIRD_PARTY,
    'the caller must send the id that the policy asks for',
    when({ StringEquals: { 'sts:ExternalId': 'blue-42' } }),
    { ...away, external_id: 'blue-42' },
    'allow',
  ],
  [
    'external-id-wrong',
    THIRD_PARTY,
    'another id is refused',
    when({ StringEquals: { 'sts:ExternalId': 'blue-42' } }),
    { ...away, external_id: 'blue-43' },
    'deny',
  ],
  [
    'external-id-none',
    THIRD_PARTY,
    'no id is refused',
    when({ StringEquals: { 'sts:ExternalId': 'blue-42' } }),
    away,
    'deny',
  ],
  [
    'external-id-case',
    OPERATORS,
    'StringEquals minds the case of values',
    when({ StringEquals: { 'sts:ExternalId': 'blue-42' } }),
    { ...away, external_id: 'Blue-42' },
    'deny',
  ],
  [
    'external-id-too-many',
    THIRD_PARTY,
    'an id that nobody asks for does no harm',
    allow({ AWS: AWAY }),
    { ...away, external_id: 'blue-42' },
    'allow',
  ],
  // Operators.
  [
    'key-case',
    KEYS,
    'names of keys are compared without case',
    when({ StringEquals: { 'STS:EXTERNALID': 'x1' } }),
    { ...away, external_id: 'x1' },
    'allow',
  ],
  [
    'equals-no-wildcard',
    OPERATORS,
    'StringEquals knows no wildcards',
    when({ StringEquals: { 'sts:ExternalId': 'blue-*' } }),
    { ...away, external_id: 'blue-42' },
    'deny',
  ],
  [
    'like-wildcard',
    OPERATORS,
    'StringLike knows the asterisk',
    when({ StringLike: { 'sts:ExternalId': 'blue-*' } }),
    { ...away, external_id: 'blue-42' },
    'allow',
  ],
  [
    'like-question-mark',
    OPERATORS,
    'and the question mark, for one character',
    when({ StringLike: { 'sts:ExternalId': 'blue-?' } }),
    { ...away, external_id: 'blue-42' },
    'deny',
  ],
  [
    'ignore-case',
    OPERATORS,
    'StringEqualsIgnoreCase does not mind the case',
    when({ StringEqualsIgnoreCase: { 'sts:ExternalId': 'BLUE' } }),
    { ...away, external_id: 'blue' },
    'allow',
  ],
  [
    'negated-absent',
    OPERATORS,
    'a negated operator is met where the key is not there',
    when({ StringNotEquals: { 'sts:ExternalId': 'x1' } }),
    away,
    'allow',
  ],
  [
    'negated-equal',
    OPERATORS,
    'and not met where it holds that value',
    when({ StringNotEquals: { 'sts:ExternalId': 'x1' } }),
    { ...away, external_id: 'x1' },
    'deny',
  ],
  [
    'negated-list',
    OPERATORS,
    'a negated operator with several values is met only where none fits',
    when({ StringNotEquals: { 'sts:ExternalId': ['x1', 'x2'] } }),
    { ...away, external_id: 'x2' },
    'deny',
  ],
  [
    'if-exists-absent',
    OPERATORS,
    'IfExists is met where the key is not there',
    when({ StringEqualsIfExists: { 'sts:ExternalId': 'x1' } }),
    away,
    'allow',
  ],
  [
    'if-exists-other',
    OPERATORS,
    'and compares where it is',
    when({ StringEqualsIfExists: { 'sts:ExternalId': 'x1' } }),
    { ...away, external_id: 'x2' },
    'deny',
  ],
  [
    'null-true',
    OPERATORS,
    'Null true wants the key not to be there',
    when({ Null: { 'sts:ExternalId': 'true' } }),
    { ...away, external_id: 'x1' },
    'deny',
  ],
  [
    'null-false',
    OPERATORS,
    'Null false wants it to be there',
    when({ Null: { 'sts:ExternalId': 'false' } }),
    { ...away, external_id: 'x1' },
    'allow',
  ],
  [
    'arn-like',
    OPERATORS,
    'ArnLike compares each part of an ARN, with wildcards',
    when({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ci/*' } }),
    session,
    'allow',
  ],
  [
    'arn-equals-wildcard',
    OPERATORS,
    'ArnEquals behaves as ArnLike does',
    when({ ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::345678901234:role/*/builder' } }),
    session,
    'allow',
  ],
  [
    'arn-not-like',
    OPERATORS,
    'ArnNotLike is its opposite',
    when({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ci/*' } }),
    session,
    'deny',
  ],
  [
    'principal-arn-of-a-session',
    KEYS,
    'aws:PrincipalArn of a session holds the ARN of its role',
    when({ StringEquals: { 'aws:PrincipalArn': SESSION.arn } }),
    session,
    'deny',
  ],
  [
    'organisation',
    KEYS,
    'aws:PrincipalOrgID holds the organisation of the caller',
    when({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
    session,
    'allow',
  ],
  [
    'ip-in',
    OPERATORS,
    'IpAddress takes an address or a range',
    when({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
    { ...away, context: { 'aws:SourceIp': '203.0.113.9' } },
    'allow',
  ],
  [
    'ip-out',
    OPERATORS,
    'an address outside the range does not fit',
    when({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
    { ...away, context: { 'aws:SourceIp': '203.0.114.9' } },
    'deny',
  ],
  [
    'ip-not',
    OPERATORS,
    'NotIpAddress is met outside the range',
    when({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
    { ...away, context: { 'aws:SourceIp': '198.51.100.1' } },
    'allow',
  ],
  [
    'date',
    OPERATORS,
    'dates are compared as moments, whatever their zone',
    when({ DateLessThan: { 'aws:CurrentTime': '2026-06-01T00:00:00Z' } }),
    { ...away, context: { 'aws:CurrentTime': '2026-06-01T01:00:00+02:00' } },
    'allow',
  ],
  [
    'numeric',
    OPERATORS,
    'numbers are compared as numbers',
    when({ NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }),
    { ...session, context: { 'aws:MultiFactorAuthAge': '900' } },
    'allow',
  ],
  [
    'bool',
    OPERATORS,
    'Bool takes true and false, also as text',
    when({ Bool: { 'aws:SecureTransport': 'true' } }),
    away,
    'allow',
  ],
  // Several keys and values.
  [
    'values-or',
    LOGIC,
    'several values of one key are joined by or',
    when({ StringEquals: { 'sts:ExternalId': ['x1', 'x2'] } }),
    { ...away, external_id: 'x2' },
    'allow',
  ],
  [
    'keys-and',
    LOGIC,
    'several keys under one operator are joined by and',
    when({ StringEquals: { 'sts:ExternalId': 'x1', 'aws:PrincipalOrgID': 'o-zzzzzzzzzz' } }),
    { ...session, external_id: 'x1' },
    'deny',
  ],
  [
    'operators-and',
    LOGIC,
    'several operators are joined by and',
    when({
      StringEquals: { 'sts:ExternalId': 'x1' },
      ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/other/*' },
    }),
    { ...session, external_id: 'x1' },
    'deny',
  ],
  [
    'any-value',
    SETS,
    'ForAnyValue wants one value of the request to fit',
    when({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['team'] } }),
    { ...away, tags: { team: 'a', cost: 'b' } },
    'deny',
  ],
  [
    'all-values-absent',
    SETS,
    'ForAllValues is met where the key is not there',
    when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } }),
    away,
    'allow',
  ],
  [
    'any-value-absent',
    SETS,
    'ForAnyValue is not met where the key is not there',
    when({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['team'] } }),
    away,
    'deny',
  ],
  // Variables.
  [
    'variable-user',
    VARIABLES,
    'a variable stands for what the request holds',
    when({ StringLike: { 'sts:RoleSessionName': '${aws:username}' } }),
    { ...away, session_name: 'finn' },
    'allow',
  ],
  [
    'variable-other',
    VARIABLES,
    'and for nothing else',
    when({ StringLike: { 'sts:RoleSessionName': '${aws:username}' } }),
    { ...away, session_name: 'eva' },
    'deny',
  ],
  [
    'variable-asterisk',
    VARIABLES,
    'a literal asterisk is written as a variable',
    when({ StringLike: { 'sts:ExternalId': 'a${*}b' } }),
    { ...away, external_id: 'axb' },
    'deny',
  ],
  [
    'variable-default',
    VARIABLES,
    'a default is taken where the key is not there',
    when({ StringEquals: { 'sts:ExternalId': "${aws:username, 'guest'}" } }),
    { ...session, external_id: 'guest' },
    'allow',
  ],
  // One-time codes.
  [
    'mfa-bool-long-term',
    MFA,
    'with a long-term key the key about codes is not there, so Bool true is not met',
    when({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
    away,
    'deny',
  ],
  [
    'mfa-if-exists-long-term',
    MFA,
    'and BoolIfExists true lets a long-term key through',
    when({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }),
    away,
    'allow',
  ],
  [
    'mfa-given',
    MFA,
    'with a code it is met',
    when({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
    { ...away, context: { 'aws:MultiFactorAuthPresent': 'true' } },
    'allow',
  ],
  [
    'mfa-session-untold',
    MFA,
    'of a session it is there and only AWS knows its value',
    when({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
    session,
    'cannot-tell',
  ],
  // Tags and source identity want actions of their own.
  [
    'tags-need-tagsession',
    TAGS,
    'session tags need sts:TagSession in the trust policy as well',
    allow({ AWS: AWAY }),
    { ...away, tags: { team: 'a' } },
    'deny',
  ],
  [
    'tags-with-tagsession',
    TAGS,
    'with it they are taken',
    allow({ AWS: AWAY }, { Action: ['sts:AssumeRole', 'sts:TagSession'] }),
    { ...away, tags: { team: 'a' } },
    'allow',
  ],
  [
    'tag-value',
    TAGS,
    'a policy can ask for the value of a tag',
    allow(
      { AWS: AWAY },
      {
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: { StringEquals: { 'aws:RequestTag/team': 'b' } },
      },
    ),
    { ...away, tags: { team: 'a' } },
    'deny',
  ],
  [
    'source-identity-needs-action',
    SOURCE_IDENTITY,
    'a source identity needs sts:SetSourceIdentity',
    allow({ AWS: AWAY }),
    { ...away, source_identity: 'finn' },
    'deny',
  ],
  [
    'source-identity',
    SOURCE_IDENTITY,
    'with it a source identity is taken',
    allow({ AWS: AWAY }, { Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'] }),
    { ...away, source_identity: 'finn' },
    'allow',
  ],
  // Identity tokens.
  [
    'oidc',
    OIDC_ROLE,
    'a token of the provider that is named is admitted under its conditions',
    web({ StringEquals: { [AUD]: token.aud, [SUB]: token.sub } }),
    asking(),
    'allow',
  ],
  [
    'oidc-sub',
    OIDC_ROLE,
    'another subject is refused',
    web({ StringEquals: { [SUB]: 'project_path:g/q:ref_type:branch:ref:main' } }),
    asking(),
    'deny',
  ],
  [
    'oidc-sub-like',
    OIDC_ROLE,
    'a pattern wants StringLike',
    web({ StringEquals: { [SUB]: 'project_path:g/p:*' } }),
    asking(),
    'deny',
  ],
  [
    'oidc-sub-pattern',
    OIDC_ROLE,
    'with StringLike it fits',
    web({ StringLike: { [SUB]: 'project_path:g/p:*' } }),
    asking(),
    'allow',
  ],
  [
    'oidc-other-provider',
    FEDERATION,
    'another issuer is another provider',
    web({ StringLike: { [SUB]: '*' } }),
    asking({ iss: 'https://gitlab.example.com' }),
    'deny',
  ],
  [
    'oidc-plain-action',
    OIDC_ROLE,
    'sts:AssumeRole alone does not admit a token',
    allow(FEDERATED),
    asking(),
    'deny',
  ],
  [
    'oidc-aud-list',
    OIDC_PROVIDER,
    'the audience must be in the list of the provider',
    web({ StringEquals: { [SUB]: token.sub } }),
    asking({}, { provider: { exists: true, client_ids: ['sts.amazonaws.com'] } }),
    'deny',
  ],
  [
    'oidc-no-provider',
    OIDC_PROVIDER,
    'without a provider for the issuer nothing is admitted',
    web({ StringEquals: { [SUB]: token.sub } }),
    asking({}, { provider: { exists: false } }),
    'deny',
  ],
  [
    'oidc-unknown-claim',
    FEDERATION,
    'a claim that AWS does not take over is not there',
    web({ StringEquals: { [SUB]: token.sub, [`${ISSUER}:my_own`]: 'x' } }),
    asking({ my_own: 'x' }),
    'deny',
  ],
  // Length of a session.
  [
    'duration',
    DURATION,
    'a session may last as long as the role allows',
    allow({ AWS: AWAY }),
    { ...away, duration_seconds: 7200, role_max_session: 7200 },
    'allow',
  ],
  [
    'duration-too-long',
    DURATION,
    'and no longer',
    allow({ AWS: AWAY }),
    { ...away, duration_seconds: 7201, role_max_session: 7200 },
    'deny',
  ],
  [
    'chained',
    CHAINING,
    'a role taken with a role lasts one hour at most',
    allow({ AWS: '345678901234' }),
    { ...session, chained: true, duration_seconds: 7200, role_max_session: 43_200 },
    'deny',
  ],
]

export const VECTORS: readonly Vector[] = ROWS.map(
  ([id, doc, rule, statement, request, expected]) => ({
    id,
    doc,
    rule,
    statement,
    request,
    expected,
  }),
)
