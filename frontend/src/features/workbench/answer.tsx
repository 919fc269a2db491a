import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import type { Bench } from './bench'
import type { ErlangSolution } from './queries'
import { useWorkbenchStrings } from './strings'
import { unknownText } from './words'
import classes from './workbench.module.css'

interface Props {
  sides: readonly { name?: string; bench: Bench; solution: ErlangSolution | undefined }[]
}

/** What was looked for, in large; of two settings side by side. */
export function Answer({ sides }: Props) {
  const t = useWorkbenchStrings()
  return (
    <Panel title={t('answer.title')}>
      <div className={classes.pair} aria-live="polite">
        {sides.map((side) => (
          <One key={side.name ?? ''} {...side} />
        ))}
      </div>
    </Panel>
  )
}

function One({ name, bench, solution }: Props['sides'][number]) {
  const t = useWorkbenchStrings()
  const format = useFormat()
  const load = solution && format.number(solution.figures.erlangs, 2)
  const found = solution?.found
  const unstable = found ? found.atWhole.unstable : solution?.figures.unstable
  return (
    <div>
      {name && <Text c="dimmed">{name}</Text>}
      {!solution && <p className={classes.answer}>{t('answer.nothing')}</p>}
      {solution && found && bench.find && (
        <>
          <p className={classes.answer}>
            {t(`answer.found.${bench.find}`, {
              whole: format.number(found.whole),
              value: unknownText(format, bench.find, found.value),
            })}
          </p>
          <Text>
            {found.whole !== found.value &&
              `${t('answer.exactly', { value: format.number(found.value, 4) })} `}
            {t('answer.binding', { goal: t(`measures.${bindingOf(found.binding)}`) })}
          </Text>
        </>
      )}
      {solution && !found && (
        <p className={classes.answer}>
          {t('answer.evaluated', {
            agents: format.number(bench.agents, 2),
            load: load ?? '',
          })}
        </p>
      )}
      {unstable && <Text c="var(--error)">{t('answer.unstable')}</Text>}
      {solution && (
        <Text c="dimmed">{t('answer.model', { formula: solution.formula, load: load ?? '' })}</Text>
      )}
      {!bench.find && Object.values(bench.goals).some((target) => target !== undefined) && (
        <Text c="dimmed">{t('answer.promiseIdle')}</Text>
      )}
    </div>
  )
}

function bindingOf(goal: string) {
  switch (goal) {
    case 'asa':
    case 'abandonment':
    case 'occupancy':
    case 'waiting':
    case 'blocking':
    case 'lost':
      return goal
    default:
      return 'service_level'
  }
}
