/** Every action that is no press on a case: each has one listener. */
export const OWN = {
  openHere: 'tfauth-open:here',
  openDirect: 'tfauth-open:direct',
  form: 'tfauth-home:form',
  channel: 'tfauth-home:room',
  learning: 'tfauth-home:learning',
  reset: 'tfauth-home:reset',
  kept: 'tfauth-home:kept',
  checks: 'tfauth-home:checks',
} as const

/** The callback ids of what people submit. */
export const FORMS = {
  paste: 'tfauth-paste',
  stillFailing: 'tfauth-still-failing',
  settings: 'tfauth-settings',
  stepCheck: 'tfauth-step-check',
} as const

/** The callback id of the message shortcut, as the manifest names it. */
export const SHORTCUT = 'explain_message'
