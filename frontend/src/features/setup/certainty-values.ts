import type { ServiceGoal } from '@/api/types'
import { given, type Maybe, percentage, ratio } from '@/parts/inputs/numbers'

/** What the fields of certainty and costs hold: the certainty in percent. */
export interface CertaintyValues {
  certainty: Maybe
  costs: { agentHour: Maybe; waitHour: Maybe; abandonment: Maybe }
}

export function certaintyValues({ certainty, costs }: Partial<ServiceGoal> = {}): CertaintyValues {
  return {
    certainty: percentage(certainty),
    costs: {
      agentHour: costs?.agentHour ?? '',
      waitHour: costs?.waitHour || '',
      abandonment: costs?.abandonment || '',
    },
  }
}

/** Costs are sent where any is filled in; the server names what is missing beside it. */
export function certaintyFields({
  certainty,
  costs,
}: CertaintyValues): Pick<ServiceGoal, 'certainty' | 'costs'> {
  const amounts = {
    agentHour: given(costs.agentHour) ?? 0,
    waitHour: given(costs.waitHour) ?? 0,
    abandonment: given(costs.abandonment) ?? 0,
  }
  return {
    certainty: ratio(certainty),
    costs: Object.values(amounts).some((amount) => amount !== 0) ? amounts : undefined,
  }
}
