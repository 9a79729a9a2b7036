/** Types for the tests, which send every example through the app. */
export declare const EXAMPLES: readonly { readonly name: string; readonly text: string }[]
