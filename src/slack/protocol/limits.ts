import type { types } from '@slack/bolt'

/**
 * Slack's published limits, in characters unless said otherwise.
 * https://docs.slack.dev/reference/block-kit/blocks, .../block-elements, .../methods/chat.update
 */
export const SLACK_LIMITS = {
  /** `chat.update` refuses more; `chat.postMessage` advises against it. */
  text: 4_000,
  blocks: 50,
  /** Not published: about 13,200 were seen to fail as `msg_blocks_too_long`, so we stay well below. */
  allBlocks: 12_000,
  sectionText: 3_000,
  sectionFields: 10,
  fieldText: 2_000,
  contextElements: 10,
  contextText: 3_000,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  options: 100,
  /** What three dots hold. */
  overflow: 5,
  optionText: 75,
  optionValue: 150,
  placeholder: 150,
  accessibilityLabel: 75,
  id: 255,
  headerText: 150,
  viewBlocks: 100,
  viewTitle: 24,
  metadata: 3_000,
  /** What a text box takes; longer errors need a second box or a file. */
  inputText: 3_000,
  inputLabel: 2_000,
  inputHint: 2_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  checkboxes: 10,
} as const

/**
 * Every way in which a message would break Slack's limits.
 * @returns one sentence per breach; empty when the message may be sent.
 */
export function checkLimits(blocks: readonly types.KnownBlock[], text: string): string[] {
  return [
    ...unless(text.trim() !== '', 'text is empty: screen readers get nothing'),
    ...atMost('text', text.length, SLACK_LIMITS.text),
    ...atMost('number of blocks', blocks.length, SLACK_LIMITS.blocks),
    ...atMost('all text of the blocks', sizeOf(blocks), SLACK_LIMITS.allBlocks),
    ...ids(
      'block_id',
      blocks.map((block) => block.block_id),
    ),
    ...ids('action_id', blocks.flatMap(actionIds)),
    ...blocks.flatMap(checkBlock),
  ]
}

/** Every way in which a modal or a home page would break Slack's limits. */
export function checkViewLimits(view: types.ModalView | types.HomeView): string[] {
  const { blocks } = view
  return [
    ...atMost('number of blocks of a view', blocks.length, SLACK_LIMITS.viewBlocks),
    ...atMost('private_metadata', view.private_metadata?.length ?? 0, SLACK_LIMITS.metadata),
    ...atMost('callback_id', view.callback_id?.length ?? 0, SLACK_LIMITS.id),
    ...(view.type === 'modal'
      ? [view.title, view.submit, view.close].flatMap((words) =>
          atMost('title or button of a modal', words?.text.length ?? 0, SLACK_LIMITS.viewTitle),
        )
      : []),
    ...ids(
      'block_id',
      blocks.map((block) => block.block_id),
    ),
    ...ids('action_id', blocks.flatMap(actionIds)),
    ...blocks.flatMap(checkBlock),
  ]
}

function checkBlock(block: types.Block | types.KnownBlock): string[] {
  if (!isKnown(block)) return [`${block.type} is not drawn by us`]
  if (block.type === 'section') {
    const fields = block.fields ?? []
    return [
      ...unless(block.text?.text !== '', 'section text is empty'),
      ...unless(
        block.text !== undefined || fields.length > 0,
        'section has neither text nor fields',
      ),
      ...atMost('section text', block.text?.text.length ?? 0, SLACK_LIMITS.sectionText),
      ...atMost('section fields', fields.length, SLACK_LIMITS.sectionFields),
      ...fields.flatMap((field) =>
        atMost('section field', field.text.length, SLACK_LIMITS.fieldText),
      ),
    ]
  }
  if (block.type === 'context')
    return [
      ...atMost('context elements', block.elements.length, SLACK_LIMITS.contextElements),
      ...atMost('context text', sizeOf(block), SLACK_LIMITS.contextText),
    ]
  if (block.type === 'actions')
    return [
      ...unless(block.elements.length > 0, 'actions are empty'),
      ...atMost('actions elements', block.elements.length, SLACK_LIMITS.actionsElements),
      ...block.elements.flatMap(checkElement),
    ]
  if (block.type === 'header')
    return [
      ...unless(block.text.text !== '', 'header is empty'),
      ...atMost('header', block.text.text.length, SLACK_LIMITS.headerText),
    ]
  if (block.type === 'divider') return []
  if (block.type === 'input') return checkInput(block)
  if (block.type === 'rich_text') return unless(block.elements.length > 0, 'rich_text is empty')
  return [`${block.type} is not drawn by us`]
}

function checkElement(element: types.ActionsBlock['elements'][number]): string[] {
  if (element.type === 'button') return checkButton(element)
  if (element.type === 'conversations_select')
    return atMost('placeholder', element.placeholder?.text.length ?? 0, SLACK_LIMITS.placeholder)
  if (element.type === 'overflow')
    return atMost('options behind the dots', element.options.length, SLACK_LIMITS.overflow)
  if (element.type !== 'static_select') return [`${element.type} is not drawn by us`]
  const options = element.options ?? []
  return [
    ...atMost('placeholder', element.placeholder?.text.length ?? 0, SLACK_LIMITS.placeholder),
    ...unless(options.length > 0, 'menu is empty'),
    ...atMost('options', options.length, SLACK_LIMITS.options),
    ...options.flatMap(({ text, value }) => [
      ...atMost('option text', text.text.length, SLACK_LIMITS.optionText),
      ...atMost('option value', value?.length ?? 0, SLACK_LIMITS.optionValue),
    ]),
  ]
}

function checkInput({ label, hint, element }: types.InputBlock): string[] {
  const options =
    element.type === 'checkboxes' || element.type === 'static_select' ? (element.options ?? []) : []
  return [
    ...unless(label.text !== '', 'input has no label'),
    ...atMost('input label', label.text.length, SLACK_LIMITS.inputLabel),
    ...atMost('input hint', hint?.text.length ?? 0, SLACK_LIMITS.inputHint),
    ...(element.type === 'plain_text_input'
      ? atMost('max_length', element.max_length ?? SLACK_LIMITS.inputText, SLACK_LIMITS.inputText)
      : []),
    ...(element.type === 'checkboxes'
      ? atMost('checkboxes', options.length, SLACK_LIMITS.checkboxes)
      : []),
    ...options.flatMap(({ text, value }) => [
      ...atMost('option text', text.text.length, SLACK_LIMITS.optionText),
      ...atMost('option value', value?.length ?? 0, SLACK_LIMITS.optionValue),
    ]),
  ]
}

function checkConfirm(confirm: types.ConfirmationDialog | undefined): string[] {
  if (!confirm) return []
  return [
    ...atMost('confirm title', confirm.title?.text.length ?? 0, SLACK_LIMITS.confirmTitle),
    ...atMost('confirm text', confirm.text.text.length, SLACK_LIMITS.confirmText),
    ...atMost('confirm button', confirm.confirm?.text.length ?? 0, SLACK_LIMITS.confirmButton),
    ...atMost('confirm button', confirm.deny?.text.length ?? 0, SLACK_LIMITS.confirmButton),
  ]
}

function checkButton(button: types.Button): string[] {
  return [
    ...unless((button.accessibility_label ?? '') !== '', 'button has no label for screen readers'),
    ...checkConfirm(button.confirm),
    ...unless(button.text.text !== '', 'button has no text'),
    ...atMost('button text', button.text.text.length, SLACK_LIMITS.buttonText),
    ...atMost('button value', button.value?.length ?? 0, SLACK_LIMITS.buttonValue),
    ...atMost(
      'accessibility_label',
      button.accessibility_label?.length ?? 0,
      SLACK_LIMITS.accessibilityLabel,
    ),
  ]
}

function isKnown(block: types.Block | types.KnownBlock): block is types.KnownBlock {
  return ['section', 'context', 'actions', 'header', 'divider', 'input', 'rich_text'].includes(
    block.type,
  )
}

function actionIds(block: types.Block | types.KnownBlock): (string | undefined)[] {
  return isKnown(block) && block.type === 'actions'
    ? block.elements.map((element) => ('action_id' in element ? element.action_id : undefined))
    : []
}

function ids(what: string, given: readonly (string | undefined)[]): string[] {
  const known = given.filter((id) => id !== undefined)
  return [
    ...unless(new Set(known).size === known.length, `${what} is used twice`),
    ...known.flatMap((id) => atMost(what, id.length, SLACK_LIMITS.id)),
  ]
}

function atMost(what: string, size: number, limit: number): string[] {
  return unless(size <= limit, `${what} is ${size}, at most ${limit}`)
}

function unless(holds: boolean, breach: string): string[] {
  return holds ? [] : [breach]
}

/** How many characters of text a block holds, wherever they stand in it. */
export function sizeOf(part: unknown): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, inner) => sum + sizeOf(inner), 0)
  if (typeof part !== 'object' || part === null) return 0
  return Object.entries(part).reduce(
    (sum, [name, inner]) =>
      sum + (name === 'text' && typeof inner === 'string' ? inner.length : sizeOf(inner)),
    0,
  )
}
