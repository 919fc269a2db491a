import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { components } from '@/api/schema'
import { type Bench, problemOf, settingOf, type Unknown } from './bench'
import type { Range } from './range'

type Schemas = components['schemas']
export type ErlangSolution = Schemas['ErlangSolution']
export type ErlangCurves = Schemas['ErlangCurves']

// formulas give the same answer for ever, and refuse for ever
const pure = {
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
  placeholderData: keepPreviousData,
}

/** How a queue does, with what is looked for. */
export function solutionQuery(bench: Bench | undefined) {
  const problem = bench && problemOf(bench)
  return queryOptions({
    ...pure,
    queryKey: ['erlang', 'solution', problem],
    enabled: problem !== undefined,
    queryFn: async () => {
      if (!problem) throw new Error('nothing is asked')
      return body(await api.POST('/erlang/solutions', { body: problem }))
    },
  })
}

/** A queue's figures over values of one of its parts. */
export function curvesQuery(bench: Bench | undefined, varied: Unknown, range: Range | undefined) {
  const setting = bench && settingOf(bench)
  return queryOptions({
    ...pure,
    queryKey: ['erlang', 'curves', setting, varied, range],
    enabled: setting !== undefined && range !== undefined,
    queryFn: async () => {
      if (!setting || !range) throw new Error('nothing is asked')
      return body(await api.POST('/erlang/curves', { body: { setting, varied, ...range } }))
    },
  })
}
