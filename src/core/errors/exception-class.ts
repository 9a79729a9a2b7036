// An exception as languages print it: the name of its class at the start of a line or behind what led to it, then a colon.
const NAMED =
  /(?:^|\n|Error: |Caused by: |Unhandled [Ee]xception[.:] |Exception in thread "[^"\n]{1,80}" |---> |Uncaught |error: |failed: )([A-Z]\w{3,80}?(?:Error|Exception|Err|NotFound|Found|Required|Permissions|List|Load))(?: \[\w{3,60}\])?(?=: |:? ?\n|$)/g
// With its package in front any name is one.
const PACKAGED =
  /(?:^|[\s:])(?:botocore\.exceptions|botocore\.errorfactory|boto3\.exceptions|awscli\.customizations(?:\.\w{1,40}){0,4}|Aws(?:::\w{1,40}){0,2}::Errors|Aws(?:\\\w{1,40}){0,3}|Amazon(?:\.\w{1,60}){1,4}|software\.amazon\.awssdk(?:\.\w{1,60}){1,6}|com\.amazonaws(?:\.\w{1,60}){0,6})(?:\.|::|\\)([A-Z]\w{3,80})(?=: | \()/g
// Rust prints the kind of an error around its fields, Node the code of an error of the system.
const KIND = /\(([A-Z]\w{5,60})\((?<again>[A-Z]\w{5,60})\b/g
const OF_SYSTEM = /(?:^|\n|Error: |\[)((?!ERROR\b)E[A-Z]{4,20}|ERR_[A-Z_]{4,40})(?=: |\]: )/g
// Classes of the languages themselves, and of a service as a whole, say nothing.
const SAYS_NOTHING =
  /^(?:Runtime|Value|Type|Key|IO|OS|Attribute|Index|Name|Import|Reference|Syntax|Standard|System|Argument|Assertion|Client|Http|Uncaught|Unhandled|IllegalArgument|IllegalState|InvalidOperation|NotSupported|NullPointer|Completion|Execution|Aggregate|Boto(?:Core|3)?|Sts|Sso|SsoOidc|S3|Ec2|Iam|Ecr|DynamoDb|Ssm|Lambda|Kms)(?:Error|Exception|ServiceException)$|^(?:Error|Exception)$/

/** Takes the text of one diagnostic; gives the class of the innermost exception it names, null where none says anything. */
export function exceptionIn(text: string): string | null {
  // The first SDK for Go puts what it failed for below its own code.
  const own = text.split(/\scaused by: /, 1)[0] || text
  let found: { readonly name: string; readonly at: number } | null = null
  for (const pattern of [NAMED, PACKAGED, KIND, OF_SYSTEM])
    for (const { 1: name = '', index, groups } of own.matchAll(pattern)) {
      const isNamed = (groups?.again ?? name) === name && !SAYS_NOTHING.test(name)
      if (isNamed && index >= (found?.at ?? 0)) found = { name, at: index }
    }
  return found?.name ?? null
}
