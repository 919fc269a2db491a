import type { Grid, ShiftRow } from '../model/types'

/** A shift of eight and a half hours with a lunch in its middle and a break before it. */
export function shiftAt(startMin: number, part: Partial<ShiftRow> = {}): ShiftRow {
  return {
    startMin,
    endMin: startMin + 510,
    letter: 'D',
    template: 'D',
    queueId: 1,
    locked: false,
    paidMin: 480,
    breaks: [
      { startMin: startMin + 120, minutes: 15, kind: 'break', paid: true },
      { startMin: startMin + 240, minutes: 30, kind: 'lunch', paid: false },
    ],
    ...part,
  }
}

interface Placed {
  person: number
  day: number
  shift: ShiftRow
}

interface Options {
  zone?: string
  /** The first instants of the days and of the day after the last. */
  starts?: string[]
  shifts?: Placed[]
  absences?: { person: number; day: number; kind: string }[]
  wishes?: { person: number; day: number; kind: string }[]
  names?: string[]
}

const WEEK = Array.from(
  { length: 8 },
  (_, k) => `2026-03-${String(k + 2).padStart(2, '0')}T00:00:00Z`,
)

/** A roster document of a week from Monday 2 March 2026 in UTC, as the server writes it. */
export function gridOf(options: Options = {}): Grid {
  const { zone = 'UTC', starts = WEEK, shifts = [], names = ['Li Na', 'Omar', 'Rachel'] } = options
  const column = <K extends keyof ShiftRow>(key: K) => shifts.map(({ shift }) => shift[key])
  const away = (list: readonly { person: number; day: number; kind: string }[] = []) => ({
    person: list.map(({ person }) => person),
    day: list.map(({ day }) => day),
    kind: list.map(({ kind }) => kind),
  })
  return {
    version: 4,
    zone,
    slotMin: 15,
    days: starts.slice(0, -1).map((start) => localDay(start, zone)),
    dayStart: starts,
    queues: [
      { id: 1, code: 'CARE', name: 'Care' },
      { id: 2, code: 'CHAT', name: 'Chat' },
    ],
    people: names.map((name, at) => ({
      id: 10 + at,
      code: `P${at}`,
      name,
      employerId: at === 2 ? 2 : 1,
      teamId: at === 0 ? 7 : undefined,
      agreement: 'FULL',
      templates: [0],
      queueIds: at === 2 ? [2] : [1, 2],
    })),
    shifts: {
      person: shifts.map(({ person }) => person),
      day: shifts.map(({ day }) => day),
      startMin: column('startMin'),
      endMin: column('endMin'),
      letter: column('letter').map((letter) => letter ?? ''),
      template: column('template').map((code) => code ?? ''),
      queue: column('queueId').map((id) => id ?? 0),
      locked: column('locked').map((locked) => locked ?? false),
      paidMin: column('paidMin').map((minutes) => minutes ?? 0),
      breaks: column('breaks').map((list) => list ?? []),
    },
    absences: away(options.absences),
    wishes: away(options.wishes),
    templates: [
      {
        code: 'D',
        letter: 'D',
        name: 'Day',
        earliestStartMin: 480,
        latestStartMin: 600,
        stepMin: 15,
        lengthsMin: [510],
      },
    ],
  }
}

function localDay(start: string, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(start))
}
