import { ROLE_ARN } from '../arn-pattern.ts'
import { readerOf } from '../fact-reader.ts'

const BEFORE =
  '(?:IAM Role \\(|IAM Role |on resource: "?|The role "|role_arn["\']?[ \\t]{0,20}[=:][ \\t]{0,4}"?|role-to-assume: ?["\']?|AWS_ROLE_ARN["\']?[=:] ?["\']?|--role-arn[ =]["\']?|assum(?:e|ing) role:? ["\'`]?)'

/** The role that was to be assumed and its account. */
export const ROLE_RULES = readerOf([
  {
    gate: [':role/'],
    rules: [
      { kind: 'role', pattern: new RegExp(`${BEFORE}(${ROLE_ARN})`) },
      {
        kind: 'target-account',
        pattern: new RegExp(`${BEFORE}arn:aws[a-z-]{0,10}:iam::(\\d{12}):role/`),
      },
    ],
  },
])
