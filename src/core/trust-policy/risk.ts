/** Something a trust policy admits besides what was asked, the worst first. */
export type Risk = { readonly level: 'critical' | 'high' | 'medium' | 'low'; readonly says: string }
