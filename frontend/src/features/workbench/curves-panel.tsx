import { Group, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '@/format'
import { wordsOf } from '@/parts/inputs/choices'
import { Panel } from '@/parts/panel'
import { Plot, type PlotLine } from '@/parts/plot/plot'
import { type Bench, UNKNOWNS, type Unknown } from './bench'
import { linesOf, nearest, targetOf } from './curve-lines'
import { curvesQuery, type ErlangSolution } from './queries'
import { rangeOf } from './range'
import { CURVES, type CurveFigure } from './route'
import { useWorkbenchStrings } from './strings'
import { seconds } from './words'

interface Side {
  readonly bench: Bench
  readonly solution: ErlangSolution | undefined
}

interface Props {
  sides: readonly Side[]
  over: Unknown
  figure: CurveFigure
  onOver: (over: Unknown) => void
  onFigure: (figure: CurveFigure) => void
}

/** How a figure moves with one of the quantities, around the settings on screen. */
export function CurvesPanel({ sides, over, figure, onOver, onFigure }: Props) {
  const t = useWorkbenchStrings()
  const format = useFormat()
  const solved = sides.flatMap(({ solution }) => solution ?? [])
  const range = rangeOf(over, solved)
  const [a, b] = sides.map(({ bench, solution }) => solvedBench(bench, solution))
  const first = useQuery(curvesQuery(a, over, range))
  const second = useQuery(curvesQuery(b, over, range))
  const possible = UNKNOWNS.filter((one) => one !== 'lines' || !sides[0]?.bench.noQueue)
  const figureName = t(`curves.figures.${figure}`)
  const overName = t(`quantities.${over}`)
  const curves = [first.data, b && second.data].flatMap((one) => one ?? [])
  const names = sides.length > 1 ? [t('sides.a'), t('sides.b')] : ['']
  const values = curves[0]?.value.map((value) => value ?? 0) ?? []
  const target = sides[0] && targetOf(sides[0].bench, figure)
  const lines: PlotLine[] = [
    ...curves.flatMap((one, i) =>
      linesOf(one, figure, (level) => t(`variants.${level}`)).map((line) => ({
        ...line,
        name: [names[i], line.name ?? figureName].filter(Boolean).join(': '),
        style: i > 0 ? ('dashed' as const) : undefined,
        colour: i > 0 && figure !== 'levels' ? 'var(--bad)' : line.colour,
      })),
    ),
    ...(target === undefined
      ? []
      : [
          {
            name: t('curves.target'),
            values: values.map(() => target),
            colour: 'var(--muted)',
            style: 'dotted' as const,
          },
        ]),
  ]
  const at = solved[0] && nearest(values, over, solved[0].setting)
  const inTime = over === 'aht' || over === 'patience' || over === 'threshold'
  const place = (value: number) => (inTime ? seconds(format, value) : format.number(value, 1))
  const figureText = (value: number, decimals: number) => {
    if (figure === 'asaS') return seconds(format, value)
    return figure === 'queueLength' ? format.number(value, 2) : format.percent(value, decimals)
  }
  if (values.length === 0) return null
  return (
    <Panel
      title={t('curves.title')}
      actions={
        <Group gap="xs">
          <NativeSelect
            aria-label={t('curves.figure')}
            value={figure}
            data={wordsOf(CURVES, (one) => t(`curves.figures.${one}`))}
            onChange={(event) => {
              const chosen = CURVES.find((one) => one === event.currentTarget.value)
              if (chosen) onFigure(chosen)
            }}
          />
          <NativeSelect
            aria-label={t('curves.over')}
            value={over}
            data={possible.map((value) => ({
              value,
              label: t('curves.overNamed', { name: t(`quantities.${value}`) }),
            }))}
            onChange={(event) => {
              const chosen = UNKNOWNS.find((one) => one === event.currentTarget.value)
              if (chosen) onOver(chosen)
            }}
          />
        </Group>
      }
    >
      <Plot
        label={t('curves.label', { figure: figureName, over: overName })}
        places={values.map((value) => `${overName} ${place(value)}`)}
        axisText={(i) => place(values[i] ?? 0)}
        lines={lines}
        shades={at === undefined ? [] : [{ name: t('curves.now'), from: at, to: at }]}
        numberText={(value) => figureText(value, 0)}
        valueText={(value) => figureText(value, 2)}
        height={280}
      />
    </Panel>
  )
}

/** The setting with what was found in it, of which curves are drawn. */
function solvedBench(bench: Bench, solution: ErlangSolution | undefined): Bench | undefined {
  if (!solution) return undefined
  const { setting, found } = solution
  if (!bench.find) return bench
  const value = bench.find === 'agents' || bench.find === 'lines' ? found?.whole : found?.value
  return { ...bench, [bench.find]: value ?? setting.agents, find: undefined }
}
