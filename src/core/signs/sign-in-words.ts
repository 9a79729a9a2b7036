// What an error speaks of when it speaks of signing in to AWS, whoever words it.
const WORDS =
  /\bcredentials?\b|\bsso\b|identity center|\bassum(?:e|ed|ing) (?:the |an? |iam |aws )?role|security token|session token|web identity|\baccess key|\bsecret (?:access )?key|\bsts\b|\bmfa\b|caller ?identity|\baws login\b|\bimds\b|instance metadata|metadata service|shared config|\baws profile|\bprofile ["'`]?[\w.-]{1,60}["'`]? (?:was |is |could |does |has |not )|\bauthenticat(?:e|ion) (?:with|to|against) aws/i
// What failed with a resource failed after somebody had signed in, unless a sign says otherwise.
const OF_RESOURCE =
  /^[ \t]{0,8}(?:Error: )?(?:[Ee]rror )?(?:creating|updating|deleting|reading|describing|listing|putting|attaching|detaching|modifying|tagging|importing|waiting for) (?!credential|profile|shared|session|AWS (?:session|config|credential|client)|assume|EC2 Metadata)|^(?:Error: )?(?:Provider configuration not present|(?:Missing|Invalid|Unsupported|Conflicting|Duplicate|Reference to) (?!credential)[a-zA-Z]{3,40})/
// The place an error names is not what it says.
const PLACE =
  /\bwith (?:module\.\S{1,200}\.)?(?:provider\["[^"\n]{1,200}"\]\S{0,80}|(?:data\.)?[a-z]\w{0,80}\.\S{1,200}),?|\bon \S{1,300} line \d{1,7}, in [^:\n]{1,200}:|(?<!\S)\d{1,6}: [^\n]{1,300}/g
// What an error is about stands in its first sentences; a log that follows it can speak of anything.
const FIRST = 600

/** Takes the text of an error; says whether it speaks of signing in, in whatever words. */
export function speaksOfSignIn(text: string): boolean {
  return (
    !OF_RESOURCE.test(text) &&
    WORDS.test(
      text
        .slice(0, FIRST * 2)
        .replace(PLACE, ' ')
        .slice(0, FIRST),
    )
  )
}
