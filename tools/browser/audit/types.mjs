// The shapes that the modules of the shell pass to each other. No code: only types.

/**
 * One answer, as the record holds it (the engine's documentation of records is the authority).
 * @typedef {object} Answer
 * @property {string | number | string[]} [value]
 * @property {string} [detail]  why, or which other: the text under the chosen option
 * @property {string[]} [which]  which of several expectations is not met
 * @property {string} [where]
 * @property {boolean} [none]
 * @property {string} [reason]
 * @property {string} [day]  a date as typed
 * @property {string} [month]
 * @property {string} [year]
 * @property {Row[]} [rows]
 * @property {string} [completed_on]  of a loaded record
 * @property {Person} [author]
 * @property {{ref: string | null}} [case]
 * @property {Gap[]} [gaps]
 * @property {Record<string, string>} [kept]  what is kept of a loaded record, by part
 */

/** One row of a list: its id, and an answer for each field. @typedef {{id: string, [field: string]: any}} Row */
/** @typedef {{ref: string | null, role: string | null}} Person */
/** What a loaded checklist says about standards. @typedef {{question: string, value: string, words: string, links: string[]}} Gap */
/** @typedef {Record<string, Answer>} Answers */

/**
 * Where the work on a draft stands. Never part of a finished record.
 * @typedef {object} Sitting
 * @property {string[]} sections_done
 * @property {string} last_section
 * @property {Record<string, unknown>} [loaded]  what loaded records tell, by question: the engine writes and reads it
 * @property {{record_id: string, edition: string}} [moved_from]  the draft of an older edition that this one was made of
 * @property {SetAside[]} [set_aside]
 */

/**
 * An answer that has no place in the edition that the draft was moved to: in words, and as it was.
 * @typedef {{question: string, edition: string, ask: string, lines: string[], answer: Answer}} SetAside
 */

/** Doubtful personal details of one kind in one answer, marked as no person's. @typedef {{field: string, kind: string}} Mark */

/**
 * A record, or a draft of one.
 * @typedef {object} AuditRecord
 * @property {string[]} read_me
 * @property {string} format
 * @property {number} format_version
 * @property {string} record_id
 * @property {string} record_type
 * @property {{id: string, version: number}} tool
 * @property {string} edition
 * @property {string} catalogue_digest
 * @property {true} [practice]  made with an edition that was not in force
 * @property {string | null} engine_version
 * @property {string} status
 * @property {string} created
 * @property {string | null} completed
 * @property {Person} author
 * @property {{ref: string | null}} case
 * @property {{relation: string, record_id: string}[]} relates_to
 * @property {Answers} answers
 * @property {Mark[]} [not_personal]
 * @property {Sitting} [sitting]
 * @property {string | null} content_sha256
 */

/**
 * A draft as this computer keeps it: the record, and what only this computer knows about it.
 * @typedef {object} Draft
 * @property {string} record_id
 * @property {string} tool
 * @property {string} edition
 * @property {AuditRecord} record
 * @property {number} revision  goes up by one with each save
 * @property {string} case_ref  "" until the case reference is answered
 * @property {string} saved_at  UTC, to the second
 * @property {string | null} downloaded_at
 * @property {{at: string, completed: string, filename: string} | null} finished  the finished record that was saved from it, and its own time
 * @property {{record_id: string, edition: string, at: string} | null} [moved_to]  the draft of a newer edition that was made of it
 * @property {{how: "file" | "beside" | "replaced", at: string}} [origin]  how it came to stand beside another version: opened from a file, the same and beside that one, replaced by a file
 * @property {string | null} [waiting]  a record that it was begun with, until it is loaded into its question
 * @property {string | null} [arrived]  the file that it came from, until the engine has found it as it was saved
 * @property {Record<string, number>} to_put_right  answers to put right, by section
 * @property {Record<string, AuditRecord>} [loaded]  records that are shown in the form, by the question they were loaded into
 */

/** @typedef {{code: string, severity: string, pointer: string, message: string, remedy: string}} Problem */
/** @typedef {{section: string, section_title: string, question: string, control: string, rule: string}} Place */
/** @typedef {{problems: Problem[], places: Place[]}} CheckResult */
/** @typedef {{text: string, filename: string, record: AuditRecord}} RecordFile */
/** What a finished record still holds that may identify a person. @typedef {{message: string, control: string}} Left */

/**
 * What the engine says about the draft as it stands.
 * @typedef {object} Look
 * @property {Record<string, {asked: boolean, note: string}>} questions  only those that are not asked
 * @property {{id: string, asked: boolean, answered: number, required: number, answered_required: number}[]} sections
 * @property {{lines: string[], core_not_met: {id: string, text: string}[]}} [so_far]
 * @property {string} [action_lead]
 * @property {{id: string, text: string}[]} [without_action]
 * @property {Record<string, {value_words: string, words: string}[]>} [gaps]
 * @property {Lift[]} [lift]
 */

/** A standard that falls short, and the text about it that may go into the reasons. @typedef {{id: string, text: string, level: string, outcome: string, good: string[], offer: string}} Lift */
/** What a checklist says in its own words. @typedef {{ask: string, words: string}} Said */
/** @typedef {{stand: string, question: string, ask: string, mine: string, standards: {id: string, text: string}[], theirs: {ask: string, value: string, words: string}}} ViewPair */
/** What the engine knows for the conversation. @typedef {{loaded: boolean, strengths: Said[], wishes: Said[], pairs: ViewPair[]}} Talk */
/** @typedef {{before: string, after: string, count: number, touching: number, noted: string, changes: {id: string, name: string, words: string[], touches: boolean}[]}} Changes */

/**
 * What happened to a file that was chosen.
 * @typedef {object} Opened
 * @property {"draft" | "record" | "checklist" | "refused"} outcome
 * @property {string} message
 * @property {AuditRecord} [record]
 * @property {Problem[]} [problems]
 * @property {Place[]} [places]
 * @property {string} [tool]
 */

/** A change between two editions that touches a tool. @typedef {{id: string, name: string, about: string, what: string, words: string[], reasons: string[], before: string, after: string}} EditionChange */

/**
 * How a draft would stand in a later edition. `tool` is null where that edition has no such tool, and nothing else is there then.
 * @typedef {object} Moved
 * @property {string} edition
 * @property {string} digest
 * @property {{id: string, version: number} | null} tool
 * @property {EditionChange[]} changes
 * @property {Answers} answers
 * @property {SetAside[]} set_aside
 * @property {Mark[]} not_personal  of the answers that have a place there
 * @property {string[]} changed  sections that ask something new or in other words
 * @property {string[]} sections
 */

export {};
