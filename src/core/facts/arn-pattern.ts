/** Pieces of patterns that several readers share; every run is bounded. */
export const REGION = '[a-z]{2,4}(?:-gov|-iso[a-z]?)?-[a-z]{4,14}-\\d'
const ARN_NAME = '[\\w+=,.@/-]{1,200}'
/** An account id, or what CI systems print in its place. */
const ACCOUNT = '(?:\\d{12}|\\*{3,12}|[xX]{3,12})'
export const CALLER_ARN = `arn:aws[a-z-]{0,10}:(?:iam|sts)::${ACCOUNT}:${ARN_NAME}`
export const ROLE_ARN = `arn:aws[a-z-]{0,10}:iam::${ACCOUNT}:role/${ARN_NAME}`
