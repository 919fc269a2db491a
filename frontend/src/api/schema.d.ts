// Provisional: the shapes of the contract until the generated file takes this one's place.
type Json<T> = { headers: object; content: { 'application/json': T } }
type Ok<T> = { responses: { 200: Json<T> } }
type Body<T> = { requestBody: { content: { 'application/json': T } } }
type Done = { responses: { 204: { headers: object; content?: never } } }
type PageOf<T> = { items: T[]; nextCursor?: string }
type Query<T> = { parameters: { query?: T & { cursor?: string; limit?: number } } }
type One = { path: { id: number } }
type S = components['schemas']
interface Many<E, F, Q = object> {
  get: Query<Q> & Ok<PageOf<E>>
  post: { parameters: { header?: { 'Idempotency-Key'?: string } } } & Body<F> & {
      responses: { 201: Json<E> }
    }
}
interface Single<E, F> {
  get: { parameters: One } & Ok<E>
  put: { parameters: One & { header: { 'If-Match': string } } } & Body<F> & Ok<E>
  delete: { parameters: One } & Done
}
interface Entries<E, F> {
  get: { parameters: One & { query?: { from?: string; to?: string; limit?: number; cursor?: string } } } & Ok<
    PageOf<E>
  >
  post: { parameters: One & { header?: { 'Idempotency-Key'?: string } } } & Body<F> & {
      responses: { 201: Json<E> }
    }
}
interface Entry<E, F> {
  put: { parameters: { path: { id: number; entry: number }; header: { 'If-Match': string } } } & Body<F> & Ok<E>
  delete: { parameters: { path: { id: number; entry: number } } } & Done
}
export interface paths {
  '/session': { get: Ok<S['Me']>; post: Body<S['Credentials']> & Ok<S['Me']>; delete: Done }
  '/session/preferences': { put: Body<S['Preferences']> & Ok<S['Me']> }
  '/session/password': { put: Body<S['PasswordChange']> & Done }
  '/users': Many<S['User'], S['NewUser']>
  '/users/{id}': Single<S['User'], S['UserFields']>
  '/jobs': { get: Query<{ active?: boolean }> & Ok<PageOf<S['Job']>> }
  '/jobs/{id}': { get: { parameters: One } & Ok<S['Job']> }
  '/jobs/{id}/cancellation': { post: { parameters: One } & Done }
  '/sites': Many<S['Site'], S['SiteFields']>
  '/sites/{id}': Single<S['Site'], S['SiteFields']>
  '/calendars': Many<S['Calendar'], S['CalendarFields']>
  '/calendars/{id}': Single<S['Calendar'], S['CalendarFields']>
  '/calendars/{id}/days': {
    get: { parameters: One & { query: { year: number } } } & Ok<S['CalendarDays']>
    put: {
      parameters: One & { query: { year: number }; header: { 'If-Match': string } }
    } & Body<S['CalendarDays']> &
      Ok<S['CalendarDays']>
  }
  '/calendars/{id}/seed': { post: { parameters: One } & Body<S['CalendarSeed']> & Ok<S['CalendarSeeded']> }
  '/channels': Many<S['Channel'], S['ChannelFields']>
  '/channels/{id}': Single<S['Channel'], S['ChannelFields']>
  '/skills': Many<S['Skill'], S['SkillFields']>
  '/skills/{id}': Single<S['Skill'], S['SkillFields']>
  '/queues': Many<S['Queue'], S['QueueFields']>
  '/queues/{id}': Single<S['Queue'], S['QueueFields']>
  '/employers': Many<S['Employer'], S['EmployerFields']>
  '/employers/{id}': Single<S['Employer'], S['EmployerFields']>
  '/teams': Many<S['Team'], S['TeamFields']>
  '/teams/{id}': Single<S['Team'], S['TeamFields']>
  '/agreements': Many<S['Agreement'], S['AgreementFields']>
  '/agreements/{id}': Single<S['Agreement'], S['AgreementFields']>
  '/people': Many<
    S['Person'],
    S['PersonFields'],
    { site?: number; employer?: number; team?: number; skill?: number; q?: string }
  >
  '/people/{id}': Single<S['Person'], S['PersonFields']>
  '/people/{id}/absences': Entries<S['Absence'], S['AbsenceFields']>
  '/people/{id}/absences/{entry}': Entry<S['Absence'], S['AbsenceFields']>
  '/people/{id}/assignments': Entries<S['Assignment'], S['AssignmentFields']>
  '/people/{id}/assignments/{entry}': Entry<S['Assignment'], S['AssignmentFields']>
}
type Stored<F> = F & { id: number; version: number }
type Role =
  | 'planner'
  | 'supervisor'
  | 'hr'
  | 'vendor_manager'
  | 'vendor_coordinator'
  | 'agent'
  | 'administrator'
export interface components {
  schemas: {
    Me: {
      userId: number
      name: string
      email: string
      roles: Role[]
      permissions: string[]
      siteIds: number[] | null
      employerId?: number
      personId?: number
      locale: 'en' | 'zh'
      theme: 'light' | 'dark' | 'auto'
    }
    Credentials: { email: string; password: string }
    Preferences: { locale: 'en' | 'zh'; theme: 'light' | 'dark' | 'auto' }
    PasswordChange: { current: string; next: string }
    UserFields: {
      name: string
      roles: Role[]
      siteIds: number[] | null
      employerId?: number
      personId?: number
      disabled: boolean
    }
    NewUser: S['UserFields'] & { email: string; password: string }
    User: Stored<S['UserFields']> & { email: string }
    SiteFields: { code: string; name: string; zone: string; country: string; calendarId?: number }
    Site: Stored<S['SiteFields']>
    CalendarFields: { code: string; name: string; region: string }
    Calendar: Stored<S['CalendarFields']>
    CalendarDay: {
      date: string
      kind: 'holiday' | 'workday' | 'school_break' | 'event'
      name: string
      eventType?: string
      upliftPct?: number
    }
    CalendarDays: { days: S['CalendarDay'][] }
    CalendarSeed: { region: string; from: string; to: string }
    CalendarSeeded: { added: number }
    ChannelFields: {
      code: string
      name: string
      kind:
        | 'voice'
        | 'callback'
        | 'video'
        | 'chat'
        | 'messaging'
        | 'social'
        | 'email'
        | 'ticket'
        | 'back_office'
      concurrency: number
    }
    Channel: Stored<S['ChannelFields']>
    SkillFields: { code: string; name: string }
    Skill: Stored<S['SkillFields']>
    OpeningPeriod: { weekday: number; opens: string; closes: string }
    ServiceGoal: {
      validFrom?: string
      slTarget: number
      thresholdS: number
      slVariant: 'sl_offered' | 'sl_ab_as_ok' | 'sl_excl_short' | 'sl_answered' | 'sl_virtual'
      asaTargetS?: number
      maxOccupancy?: number
      maxAbandon?: number
      patienceS?: number
      inOfficeShrinkage: number
      outOfOfficeShrinkage: number
      minAgents: number
      ahtS?: number
    }
    QueueFields: {
      code: string
      name: string
      siteId: number
      channelId: number
      skillId?: number
      intervalMin: 5 | 15 | 30 | 60
      openingHours: S['OpeningPeriod'][]
      closedOnHolidays?: boolean
      goal: S['ServiceGoal']
    }
    Queue: Stored<S['QueueFields']>
    EmployerFields: { code: string; name: string; kind: 'own' | 'vendor' | 'crowd' }
    Employer: Stored<S['EmployerFields']>
    TeamFields: { code: string; name: string; siteId: number; employerId: number }
    Team: Stored<S['TeamFields']>
    LabourRules: {
      weeklyMinMin: number
      weeklyMaxMin: number
      minRestMin: number
      maxConsecutiveDays: number
      minDaysOffPerWeek: number
      minConsecutiveDaysOff: number
      maxShiftsPerWeek?: number
      maxWeekendsInPeriod?: number
    }
    Pause: { minutes: number; paid: boolean; earliestAfterMin: number; latestAfterMin: number }
    ShiftTemplate: {
      code: string
      letter: string
      name: string
      weekdays: number[]
      earliestStart: string
      latestStart: string
      stepMin: number
      lengthsMin: number[]
      lunch?: S['Pause']
      breaks: S['Pause'][]
      minMinutesBetweenBreaks: number
    }
    AgreementFields: {
      code: string
      name: string
      validFrom?: string
      rules: S['LabourRules']
      templates: S['ShiftTemplate'][]
    }
    Agreement: Stored<S['AgreementFields']>
    SkillLevel: { skillId: number; level: number }
    Availability: { weekday: number; from: string; to: string }
    PersonFields: {
      code: string
      name: string
      email?: string
      siteId: number
      employerId: number
      teamId?: number
      agreementId?: number
      hiredOn: string
      leftOn?: string
      skills: S['SkillLevel'][]
      availability: S['Availability'][]
      validFrom?: string
    }
    Person: Stored<S['PersonFields']>
    AbsenceFields: {
      from: string
      to: string
      kind: 'vacation' | 'sickness' | 'training' | 'parental' | 'unpaid' | 'other'
      status: 'requested' | 'approved' | 'refused' | 'cancelled'
    }
    Absence: Stored<S['AbsenceFields']>
    AssignmentFields: { date: string; start: string; end: string; note?: string }
    Assignment: Stored<S['AssignmentFields']>
    CellIssue: { line: number; column: string; found: string; expected: string }
    PeopleImport: {
      taken: number
      created: number
      updated: number
      unchanged: number
      refused: number
      dryRun: boolean
      errors: S['CellIssue'][]
      warnings: S['CellIssue'][]
    }
    Job: {
      id: number
      version: number
      kind: string
      state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
      phase: string
      fraction: number
      best?: number
      bound?: number
      message: string
      error?: string
      result?: unknown
      subject?: { type: string; id: number }
      createdAt: string
      startedAt?: string
      finishedAt?: string
    }
  }
}
