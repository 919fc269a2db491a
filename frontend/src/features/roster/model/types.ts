import type { components } from '@/api/schema'

type Schemas = components['schemas']

// The API's types of rosters under the names that this screen uses.
export type Roster = Schemas['Roster']
export type RosterOrder = Schemas['RosterOrder']
export type RosterCost = Schemas['RosterCost']
export type Grid = Schemas['RosterGrid']
export type GridPerson = Schemas['RosterPerson']
export type Template = Schemas['RosterTemplate']
export type ShiftRow = Schemas['ShiftRow']
export type BreakRow = Schemas['BreakRow']
export type Move = Schemas['Move']
export type ExceptionOrder = Schemas['RosterExceptionFields']
export type MoveEffect = Schemas['MoveEffect']
export type MovesMade = Schemas['MovesMade']
export type Breach = Schemas['Breach']
export type Coverage = Schemas['RosterCoverage']
export type Diff = Schemas['PublicationDiff']
export type DiffItem = Schemas['ShiftDiffItem']
export type ShiftReason = Schemas['ShiftReason']
export type RepairPlan = Schemas['RepairPlan']
export type RepairOrder = Schemas['RepairOrder']
export type RepairAlternative = Schemas['RepairAlternative']
export type RepairChange = Schemas['RepairChange']
export type SlotReason = Schemas['SlotReason']

/** A place of the grid: a person's position and a day's position in the document. */
export interface Cell {
  readonly person: number
  readonly day: number
}
