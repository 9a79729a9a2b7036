import { readerOf } from '../fact-reader.ts'

/** Endpoints that are not AWS's, and settings of the STS address. */
export const ENDPOINTS = readerOf([
  {
    gate: [
      'localhost:4566',
      '127.0.0.1:4566',
      'localstack',
      'tflocal',
      'minio',
      'r2.cloudflarestorage.com',
      'digitaloceanspaces.com',
      'wasabisys.com',
      'backblazeb2.com',
      'aws_endpoint_url',
      'endpoint',
      'moto',
    ],
    rules: [
      {
        kind: 'endpoint-url',
        pattern:
          /AWS_ENDPOINT_URL(?:_\w{1,20})?["']?[ \t]{0,4}[=:][ \t]{0,4}["']?(https?:\/\/[\w.:/-]{3,200})/,
      },
      {
        kind: 'endpoint-url',
        pattern:
          /\b(https?:\/\/(?:localhost|127\.0\.0\.1|localstack|minio|host\.docker\.internal)(?::\d{2,5})?)\b/i,
      },
      {
        kind: 'endpoint-url',
        pattern:
          /\b(https?:\/\/[\w.-]{1,120}(?:r2\.cloudflarestorage\.com|digitaloceanspaces\.com|wasabisys\.com|backblazeb2\.com))/i,
      },
      {
        kind: 'endpoint',
        value: 'other',
        pattern:
          /localhost:4566|127\.0\.0\.1:4566|\blocalstack\b|\btflocal\b|\bminio\b|r2\.cloudflarestorage\.com|digitaloceanspaces\.com|wasabisys\.com|backblazeb2\.com|\bmoto_server\b|AWS_ENDPOINT_URL(?:_\w{1,20})?["']?[ \t]{0,4}[=:][ \t]{0,4}["']?(?:https?:|\$)|\bendpoints[ \t]{0,4}=?[ \t]{0,4}\{/i,
      },
    ],
  },
  {
    gate: ['scoped to a valid region'],
    rules: [
      {
        kind: 'sts-endpoint',
        value: 'other-region',
        pattern: /Credential should be scoped to a valid region/i,
      },
    ],
  },
  {
    gate: ['sts.amazonaws.com'],
    rules: [
      {
        kind: 'sts-endpoint',
        value: 'global',
        pattern:
          /(?:Post|http\.url=|host[=:] ?|endpoint URL:) ?"?(?:https:\/\/)?sts\.amazonaws\.com\b/i,
      },
    ],
  },
])
