import { readerOf } from '../fact-reader.ts'

const KEY_FIRST = (name: string) => new RegExp(`tf_aws\\.credentials_source="?${name}`)

/** What the credential chain says of itself: its log lines, and which of its links failed and how. */
export const CHAIN_RULES = readerOf([
  {
    // What Terraform itself logs is the best witness of the source that won.
    gate: ['tf_aws.credentials_source='],
    rules: [
      {
        kind: 'credential-source',
        value: 'environment',
        pattern: KEY_FIRST('EnvConfigCredentials'),
      },
      {
        kind: 'credential-source',
        value: 'shared-file',
        pattern: KEY_FIRST('SharedConfigCredentials'),
      },
      { kind: 'credential-source', value: 'block', pattern: KEY_FIRST('StaticCredentials') },
      { kind: 'credential-source', value: 'other', pattern: KEY_FIRST('\\w') },
      { kind: 'sso-profile', value: 'yes', pattern: KEY_FIRST('SSOProvider') },
      { kind: 'imds', value: 'answers', pattern: KEY_FIRST('EC2RoleProvider') },
      {
        kind: 'container-endpoint',
        value: 'answers',
        pattern: KEY_FIRST('CredentialsEndpointProvider'),
      },
      { kind: 'credential-helper', value: 'works', pattern: KEY_FIRST('ProcessProvider') },
    ],
  },
  {
    gate: ['imds', 'ec2role', '169.254.169.254', 'aws_ec2_metadata_disabled', 'ec2metadata'],
    rules: [
      {
        kind: 'imds',
        value: 'disabled',
        pattern:
          /access disabled to EC2 IMDS|AWS_EC2_METADATA_DISABLED["']?[ \t]{0,4}[=:][ \t]{0,4}["']?true/i,
      },
      {
        kind: 'imds',
        value: 'no-role',
        pattern:
          /StatusCode: 404, request to EC2 IMDS failed|EC2MetadataError: failed to make EC2Metadata request[^:]{0,80}status code: 404/i,
      },
      {
        kind: 'imds',
        value: 'refused',
        pattern:
          /StatusCode: 40[13], request to EC2 IMDS failed|EC2MetadataError: failed to make EC2Metadata request[^:]{0,80}status code: 40[13]/i,
      },
      {
        kind: 'imds',
        value: 'answers',
        pattern: /EC2 IMDS role credentials, api error|AssumeRoleUnauthorizedAccess/,
      },
      {
        kind: 'imds',
        value: 'unreachable',
        pattern:
          /169\.254\.169\.254[^ ]{0,120}"?:? (?:dial tcp|proxyconnect|EOF|read tcp|context deadline exceeded \(Client\.Timeout)/i,
      },
      {
        kind: 'imds',
        value: 'silent',
        pattern:
          /ec2imds: \w{2,40}, (?:expect HTTP transport, got|(?:exceeded maximum number of attempts, \d{1,2}, )?(?:request canceled, )?(?:canceled, )?context deadline exceeded)/i,
      },
      {
        kind: 'imds',
        value: 'unreachable',
        pattern:
          /operation error ec2imds: \w{2,40}, (?:exceeded maximum number of attempts, \d{1,2}, )?request send failed/i,
      },
      {
        kind: 'imds',
        value: 'unreachable',
        pattern:
          /EC2RoleRequestError: no EC2 instance role found caused by: RequestError: send request failed/,
      },
    ],
  },
  {
    gate: [
      'failed to load credentials, ',
      'only loopback/ecs/eks hosts',
      '169.254.170.2',
      'credentialsendpointerror',
      '169.254.170.23',
    ],
    rules: [
      {
        kind: 'container-endpoint',
        value: 'fails',
        pattern:
          /failed to load credentials, (?:exceeded|request send|[A-Z]\w{2,60}:|operation error)|invalid endpoint host, "?[^ "]{1,200}"?, only loopback\/ecs\/eks hosts|CredentialsEndpointError: failed to load credentials/,
      },
    ],
  },
  {
    gate: ['credential_process', 'process provider', 'processprovider'],
    rules: [
      {
        kind: 'credential-helper',
        value: 'fails',
        pattern:
          /process provider error: |error in credential_process|ProcessProviderExecutionError|ProcessProviderParseError|ProcessProviderVersionError|Error when retrieving credentials from custom-process/i,
      },
    ],
  },
  {
    gate: ['sso'],
    rules: [
      {
        kind: 'sso-profile',
        value: 'yes',
        pattern:
          /\bsso_(?:start_url|session|account_id|role_name)\b|cached SSO token|SSO session\b|\baws sso login\b|operation error SSO|configured to use SSO|Error loading SSO Token|retrieving token from sso/i,
      },
      {
        kind: 'sso-session',
        pattern:
          /failed to find SSO session section, ([\w.@+-]{1,100})|SSO Token: Token for ([\w.@+-]{1,100}) does not exist/i,
      },
      { kind: 'sso-session', pattern: /\bsso_session[ \t]{0,10}=[ \t]{0,10}"?([\w.@+-]{1,100})/ },
      { kind: 'sso-session', pattern: /\[sso-session[ \t]{1,10}([\w.@+-]{1,100})[ \t]{0,10}\]/ },
      { kind: 'sso-session', pattern: /Token for ([\w.@+-]{1,100}) does not exist/ },
    ],
  },
  {
    gate: ['mfa', 'assumeroletokenprovider', 'multifactor', 'one time pass code'],
    rules: [
      {
        kind: 'mfa',
        value: 'yes',
        pattern:
          /assume role with MFA enabled, but AssumeRoleTokenProvider|MultiFactorAuthentication failed|invalid MFA one time pass code|Enter MFA code for arn:|aws:MultiFactorAuth(?:Present|Age)|\bmfa_serial[ \t]{0,10}=[ \t]{0,10}"?arn:/i,
      },
    ],
  },
  {
    gate: ['profile'],
    rules: [
      {
        kind: 'profile-exists',
        value: 'no',
        pattern:
          /failed to get shared config profile|The config profile \([^)]{1,100}\) could not be found|SharedConfigProfileNotExists/i,
      },
      // The name this warning calls "a Profile" is the argument of the block.
      {
        kind: 'profile-set',
        value: 'block',
        pattern: /A Profile was specified along with the environment variables/i,
      },
      {
        kind: 'env-keys',
        value: 'set',
        pattern:
          /A Profile was specified along with the environment variables "AWS_ACCESS_KEY_ID"/i,
      },
      {
        kind: 'profile',
        pattern:
          /failed to load assume role ARN, of profile [\w.@+-]{1,100}, failed to get shared config profile, ([\w.@+-]{1,100})/,
      },
      { kind: 'profile', pattern: /failed to get shared config profile, ([\w.@+-]{1,100})/ },
      { kind: 'profile', pattern: /The config profile \(([^)\n]{1,100})\) could not be found/ },
      {
        kind: 'profile',
        pattern: /SharedConfigProfileNotExistsError: failed to get profile, ([\w.@+-]{1,100})/i,
      },
      { kind: 'profile', pattern: /partial credentials found for profile ([\w.@+-]{1,100})/i },
      { kind: 'profile', pattern: /profile "([\w.@+-]{1,100})" is configured to use SSO/i },
      { kind: 'profile', pattern: /--profile[ =]["']?([\w.@+-]{1,100})/ },
    ],
  },
  {
    gate: [
      'aws_access_key_id',
      'aws_session_token',
      'credential=asia',
      'credential=akia',
      'partial credentials',
    ],
    rules: [
      { kind: 'env-keys', value: 'set', pattern: /Partial credentials found in env\b/i },
      {
        kind: 'env-keys',
        value: 'unset',
        pattern: /EnvAccessKeyNotFound: failed to find credentials in the environment/,
      },
    ],
  },
  {
    gate: ['envaccesskeynotfound'],
    rules: [{ kind: 'env-keys', value: 'unset', pattern: /EnvAccessKeyNotFound:/ }],
  },
  {
    gate: ['maxsessionduration', '1 hour session limit'],
    rules: [
      {
        kind: 'session-duration',
        value: 'too-long',
        pattern: /DurationSeconds exceeds the (?:MaxSessionDuration|1 hour session limit)/i,
      },
    ],
  },
  {
    gate: ['nosuchentity', 'cannot be found'],
    rules: [
      {
        kind: 'role-exists',
        value: 'no',
        pattern:
          /when calling the GetRole operation: The role with name [\w+=,.@-]{1,64} cannot be found/i,
      },
    ],
  },
])
