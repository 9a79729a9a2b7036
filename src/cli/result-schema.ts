import { z } from 'zod'
import type { Result } from '../app/paste/diagnose-text.ts'
import { CREDENTIAL_STEPS, PHASES } from '../core/fact.ts'

const error = z
  .object({
    code: z.string().nullable().describe("AWS's or the SDK's code, such as InvalidClientTokenId"),
    service: z
      .string()
      .nullable()
      .describe('As the SDK prints it: STS, S3, DynamoDB, SSO OIDC, ec2imds'),
    operation: z.string().nullable(),
    httpStatus: z.int().nullable().describe('0 when no answer came'),
    requestId: z.string().nullable(),
    message: z.string().describe('Redacted'),
    variant: z.string().nullable().describe('A page of knowledge/variants/'),
    symptom: z
      .string()
      .nullable()
      .optional()
      .describe('A page of knowledge/symptoms/; null where no sign knows these words'),
    phase: z.enum(PHASES),
    credentialStep: z.enum(CREDENTIAL_STEPS).nullable(),
    address: z
      .string()
      .nullable()
      .describe('Such as provider["registry.terraform.io/hashicorp/aws"]'),
    file: z.string().nullable(),
    line: z.int().nullable(),
  })
  .describe('Null where the text does not say')

/** What `tfauth diagnose --json` prints; fields are only ever added. */
export const resultSchema = z
  .object({
    outcome: z.enum(['found', 'undecided', 'unknown', 'not-auth']),
    errors: z.array(error).describe('The one to explain first'),
    facts: z.array(
      z.object({
        kind: z.string(),
        value: z.string(),
        quote: z.string().describe('The words it was read from, redacted'),
        source: z.enum(['paste', 'probe', 'answer', 'check']),
      }),
    ),
    causes: z
      .array(
        z.object({
          id: z.string().describe('A folder of knowledge/causes/'),
          confidence: z.enum(['certain', 'likely', 'possible']),
          probability: z.number().min(0).max(1),
          because: z.array(z.string()),
        }),
      )
      .describe('The likeliest first'),
    next: z.object({
      kind: z.enum(['probe', 'question', 'check', 'remedy', 'hand-over']),
      id: z.string(),
      text: z.string(),
      command: z.string().nullable(),
      seconds: z.number().describe('What it is expected to cost the person'),
    }),
    secrets: z.array(z.object({ kind: z.string(), count: z.int() })).describe('Found and removed'),
  })
  .meta({ title: 'The result of tfauth diagnose' }) satisfies z.ZodType<Result>
