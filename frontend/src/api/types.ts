import type { components } from './schema'

type Schemas = components['schemas']

// The API's types under the names the screens use. A type ending in Fields is
// what a person decides; the one without has the id and version besides.
export type Me = Schemas['Me']
export type Preferences = Schemas['Preferences']
export type FairnessBurden = Schemas['FairnessBurden']
export type AccountLoads = Schemas['AccountLoads']
export type NewFairnessCorrection = Schemas['NewFairnessCorrection']
export type RosterComparison = Schemas['RosterComparison']
export type RosterCheck = Schemas['RosterCheck']
export type RosterWish = Schemas['RosterWish']
export type OwnWishes = Schemas['OwnWishes']
export type Wish = Schemas['Wish']
export type WishFields = Schemas['WishFields']
export type Role = Me['roles'][number]
export type User = Schemas['User']
export type UserFields = Schemas['UserFields']
export type Job = Schemas['Job']
export type Site = Schemas['Site']
export type SiteFields = Schemas['SiteFields']
export type Calendar = Schemas['Calendar']
export type CalendarFields = Schemas['CalendarFields']
export type CalendarDay = Schemas['CalendarDay']
export type Channel = Schemas['Channel']
export type ChannelFields = Schemas['ChannelFields']
export type Skill = Schemas['Skill']
export type SkillFields = Schemas['SkillFields']
export type Queue = Schemas['Queue']
export type QueueFields = Schemas['QueueFields']
export type ServiceGoal = Schemas['ServiceGoal']
export type OpeningPeriod = Schemas['OpeningPeriod']
export type Employer = Schemas['Employer']
export type EmployerFields = Schemas['EmployerFields']
export type Team = Schemas['Team']
export type TeamFields = Schemas['TeamFields']
export type Agreement = Schemas['Agreement']
export type AgreementFields = Schemas['AgreementFields']
export type FurtherRule = Schemas['FurtherRule']
export type LabourLaw = Schemas['LabourLaw']
export type LabourRules = Schemas['LabourRules']
export type ShiftTemplate = Schemas['ShiftTemplate']
export type Pause = Schemas['Pause']
export type Person = Schemas['Person']
export type PersonFields = Schemas['PersonFields']
export type Availability = Schemas['Availability']
export type SkillLevel = Schemas['SkillLevel']
export type Absence = Schemas['Absence']
export type AbsenceFields = Schemas['AbsenceFields']
export type Assignment = Schemas['Assignment']
export type AssignmentFields = Schemas['AssignmentFields']
export type PeopleImport = Schemas['PeopleImport']
export type CellIssue = Schemas['CellIssue']

/** What a caller may be allowed to do, as the server names it. */
export type Permission =
  | 'workforce:read'
  | 'workforce:manage'
  | 'demand:read'
  | 'demand:manage'
  | 'rosters:read'
  | 'rosters:manage'
  | 'schedule:own'
  | 'vendors:read'
  | 'vendors:manage'
  | 'vendors:own'
  | 'quality:grade'
  | 'careers:read'
  | 'careers:manage'
  | 'careers:own'
  | 'risk:read'
  | 'users:manage'
  | 'audit:read'

export type Forecast = Schemas['Forecast']
export type Requirement = Schemas['Requirement']
export type Roster = Schemas['Roster']
export type PersonShift = Schemas['PersonShift']

export type Driver = Schemas['Driver']
export type DriverFields = Schemas['DriverFields']
export type DriverValue = Schemas['DriverValue']
export type DriverImport = Schemas['DriverImport']

export type AccuracyReport = Schemas['AccuracyReport']
export type AccuracyRow = Schemas['AccuracyRow']
export type AccuracyScore = Schemas['AccuracyScore']
export type QueueDrift = Schemas['QueueDrift']

export type QueueQuality = Schemas['QueueQuality']
export type DayQuality = Schemas['DayQuality']
export type QualityRepair = Schemas['QualityRepair']
export type QueueImport = Schemas['QueueImport']

export type AdjustmentScore = Schemas['AdjustmentScore']

export type QueueEventType = Schemas['QueueEventType']
export type ForecastEffect = Schemas['ForecastEffect']
export type DriverUse = Schemas['DriverUse']
export type Outlook = Schemas['Outlook']
export type OutlookPeriod = Schemas['OutlookPeriod']
export type ForecastNote = Schemas['ForecastNote']
export type CalendarImport = Schemas['CalendarImport']
export type TeamRule = Schemas['TeamRule']
export type TeamRuleReport = Schemas['TeamRuleReport']
export type AgreementTrial = Schemas['AgreementTrial']
export type ImpossibleContract = Schemas['ImpossibleContract']
