import type { Driver, DriverFields } from '@/api/types'

export const KINDS = ['campaign', 'orders', 'outage', 'weather', 'deflection', 'other'] as const
export const MEASURES = ['contacts', 'handle_time', 'both'] as const

/** What the fields of a driver hold. */
export interface DriverForm {
  code: string
  name: string
  siteId: number | undefined
  queueIds: string[]
  kind: DriverFields['kind']
  unit: string
  measure: DriverFields['measure']
}

export function blankDriver(): DriverForm {
  return {
    code: '',
    name: '',
    siteId: undefined,
    queueIds: [],
    kind: 'campaign',
    unit: '',
    measure: 'contacts',
  }
}

export function driverForm(driver: Driver): DriverForm {
  const { code, name, siteId, kind, unit = '', measure, queueIds = [] } = driver
  return { code, name, siteId, queueIds: queueIds.map(String), kind, unit, measure }
}

export function driverFields({ siteId, queueIds, ...rest }: DriverForm): DriverFields {
  return { ...rest, siteId: siteId ?? 0, queueIds: queueIds.map(Number) }
}
