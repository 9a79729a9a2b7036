export function builtFrom(): { readonly changed: string; readonly holds: string }
export function isFresh(): boolean
