/** One floor of src/: what it may import, and its rooms in order, each with the noun that says what is in it. */
type Floor = {
  readonly says: string
  /** Floors below it; `packages` means npm and node: modules. */
  readonly imports: readonly string[]
  /** A room imports only from itself and from those before it; '' is the floor's own folder. */
  readonly rooms: Readonly<Record<string, string>>
}

/** The floors of src/, lowest first. The tests hold them, and the picture is drawn from them. */
export const FLOORS: Readonly<Record<string, Floor>> = {
  core: {
    says: 'pure: a text in, a diagnosis and a next step out',
    imports: [],
    rooms: {
      '': 'what a fact and the knowledge are',
      'aws-ids': 'key ids, ARNs and their masks',
      text: 'characters to plain lines',
      'trust-policy': 'policy and request to a decision',
      'redact/shapes': 'what a random word, a reference and a secret are',
      'redact/formats': 'secrets known by their form',
      'redact/labelled': 'secrets known by the word beside them',
      redact: 'secrets, replaced by their kind',
      learned: 'what examples taught: features and linear models',
      signs: 'what words of an error mean',
      errors: 'lines to code, operation, phase',
      facts: 'readers of facts',
      'facts/printed': 'what programs print',
      'facts/files': 'config, HCL, workflow files',
      'facts/prose': 'what people say',
      read: 'a whole paste to errors and facts',
      case: 'events folded to what is known',
      diagnosis: 'what is known to causes',
      plan: 'a diagnosis to the next step',
      simulate: 'a walkthrough without a person',
    },
  },
  app: {
    says: 'what it can be asked, one file per request',
    imports: ['core'],
    rooms: {
      reply: 'replies, before they are drawn',
      'checks/account': 'what can be read of an AWS account',
      'checks/wording': 'what a check finds, and says',
      'checks/kinds': 'the checks, one file each',
      checks: 'the list of checks, and asking them',
      accounts: 'linked AWS accounts',
      'accounts/wording': 'what linking says',
      ports: 'what the app needs from outside',
      step: 'one step: a look, a question, a remedy, a check',
      thread: 'what a case says, laid out',
      lookup: 'pages, and the search for them',
      press: 'a press to an event of the case',
      paste: 'a paste to a case and its answer',
      workspace: 'Home, settings, lists, learning',
      '': 'one object for the surfaces',
    },
  },
  knowledge: {
    says: 'reads and proves knowledge/',
    imports: ['core', 'app', 'packages'],
    rooms: {
      pages: 'pages as data, with schemas',
      lints: 'rules that every start checks',
      proofs: 'rules that only tests have time for',
      search: 'the search over all pages',
      '': 'loading',
    },
  },
  store: {
    says: 'cases, links and installations on PGlite or PostgreSQL',
    imports: ['core', 'app', 'packages'],
    rooms: {
      migrations: 'the tables, step by step',
      database: 'connections, reads and writes',
      keys: 'encryption and fingerprints',
      pglite: 'the embedded database, guarded',
      cases: 'cases and what is owed',
      accounts: 'links and their audit',
      workspaces: 'settings, installations, learning',
      transfer: 'export and import of all rows',
      '': 'opening',
    },
  },
  aws: {
    says: 'the read-only calls into AWS',
    imports: ['core', 'app', 'packages'],
    rooms: { '': 'clients, sessions and every call' },
  },
  reading: {
    says: 'long pastes in a thread of their own',
    imports: ['core', 'app', 'packages'],
    rooms: { '': 'the worker' },
  },
  slack: {
    says: 'the Slack surface',
    imports: ['core', 'app', 'packages'],
    rooms: {
      protocol: 'ids, limits and marks of Slack',
      install: 'OAuth and installations',
      connect: 'receivers and clients',
      draw: 'replies to blocks and forms',
      receive: 'bodies to pastes and presses',
      answer: 'what is owed, posted',
      accounts: 'linking and checks in Slack',
      entrances: 'one listener per entrance',
      '': 'opening',
    },
  },
  sandbox: {
    says: 'the local page',
    imports: ['core', 'app', 'packages'],
    rooms: { '': 'routes, drawing and guards of the page' },
  },
  doctor: {
    says: 'looks at the machine it runs on',
    imports: ['core', 'app', 'packages'],
    rooms: { '': 'what is looked at, and what is wrong with it' },
  },
  cli: {
    says: 'the command line',
    imports: ['core', 'app', 'packages'],
    rooms: { help: 'what people are told about the commands', '': 'one file per command' },
  },
  serve: {
    says: 'composes everything; reads the environment',
    imports: [
      'core',
      'app',
      'knowledge',
      'store',
      'aws',
      'reading',
      'slack',
      'sandbox',
      'packages',
    ],
    rooms: { '': 'configuration, building, starting and stopping' },
  },
}
