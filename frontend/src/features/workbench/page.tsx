import { Button, SegmentedControl, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { Copy } from '@/design/icons'
import { useFormat } from '@/format'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { toast } from '@/parts/toast'
import { read, write } from './address'
import { Answer } from './answer'
import type { Bench } from './bench'
import { CurvesPanel } from './curves-panel'
import { type FigureColumn, FiguresTable } from './figures-table'
import { LevelsTable } from './levels-table'
import { type ErlangSolution, solutionQuery } from './queries'
import type { WorkbenchSearch } from './route'
import { SettingForm } from './setting-form'
import { useWorkbenchStrings } from './strings'
import { WaitsTable } from './waits-table'
import { unknownText, useFaults } from './words'
import classes from './workbench.module.css'

const route = getRouteApi('/shell/workbench')
const TYPING_MS = 200

/** The queueing formulas by themselves: give, look for or leave open any quantity. */
export function WorkbenchPage() {
  const t = useWorkbenchStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const a = useSide(search.a)
  const b = useSide(search.b)
  const faultsOf = useFaults()
  const compared = search.b !== undefined
  const editing = compared && search.edit === 'b' ? b : a
  const key = editing === b ? 'b' : 'a'
  const show = (change: Partial<WorkbenchSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false })
  const sides = compared ? [a, b] : [a]
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button
            variant="default"
            onClick={() =>
              show(compared ? { b: undefined, edit: undefined } : { b: write(a.bench), edit: 'b' })
            }
          >
            {t(compared ? 'stopCompare' : 'compare')}
          </Button>
          <CopyLink />
        </>
      }
    >
      <Text c="dimmed" maw={820} mb="md">
        {t('text')}
      </Text>
      <div className={classes.bench}>
        <Panel
          title={t(compared ? `sides.${key}` : 'queueTitle')}
          actions={
            compared && (
              <SegmentedControl
                size="xs"
                aria-label={t('sides.label')}
                value={key}
                onChange={(side) => show({ edit: side === 'b' ? 'b' : undefined })}
                data={[
                  { value: 'a', label: 'A' },
                  { value: 'b', label: 'B' },
                ]}
              />
            )
          }
        >
          <SettingForm
            key={key}
            bench={editing.bench}
            solution={editing.solution}
            faults={faultsOf(editing.error)}
            onChange={(bench) => show({ [key]: write(bench) })}
          />
        </Panel>
        <div>
          <Answer
            sides={sides.map((side, i) => ({
              ...side,
              name: compared ? t(i === 0 ? 'sides.a' : 'sides.b') : undefined,
            }))}
          />
          <Results sides={sides} />
          <CurvesPanel
            sides={sides}
            over={search.over ?? (a.bench.find === 'lines' ? 'lines' : 'agents')}
            figure={search.figure ?? 'serviceLevel'}
            onOver={(over) => show({ over })}
            onFigure={(figure) => show({ figure })}
          />
        </div>
      </div>
    </Page>
  )
}

interface Side {
  readonly bench: Bench
  /** Undefined where the setting has no answer. */
  readonly solution: ErlangSolution | undefined
  readonly error: unknown
}

/** One setting as the address has it, with its answer. */
function useSide(text: string | undefined): Side {
  const bench = useMemo(() => read(text), [text])
  const [settled] = useDebouncedValue(bench, TYPING_MS)
  const query = useQuery(solutionQuery(settled))
  return {
    bench,
    solution: query.isError ? undefined : query.data,
    error: query.error,
  }
}

function Results({ sides }: { sides: readonly Side[] }) {
  const t = useWorkbenchStrings()
  const format = useFormat()
  const solved = sides.flatMap(({ bench, solution }) => (solution ? [{ bench, solution }] : []))
  const [only, second] = solved
  if (!only) return null
  const compared = sides.length > 1
  const columns: FigureColumn[] = compared
    ? solved.map(({ bench, solution }) => ({
        title: t('table.side', { side: bench === sides[0]?.bench ? 'A' : 'B' }),
        figures: solution.found?.atWhole ?? solution.figures,
      }))
    : columnsOf(only.bench, only.solution, (unknown, value) => unknownText(format, unknown, value))
  return (
    <Panel title={t('table.label')}>
      <FiguresTable columns={columns} compared={compared && second !== undefined} />
      <div className={classes.pair}>
        <LevelsTable columns={columns} chosen={only.bench.variant} />
        <WaitsTable
          columns={solved.map(({ solution }, i) => ({
            title: compared ? (columns[i]?.title ?? '') : '',
            percentiles: solution.percentiles,
          }))}
        />
      </div>
    </Panel>
  )
}

/** What was found, and what is counted also at the next whole number. */
function columnsOf(
  bench: Bench,
  { figures, found }: ErlangSolution,
  text: (unknown: NonNullable<Bench['find']>, value: number) => string,
): FigureColumn[] {
  if (!found || !bench.find) return [{ title: '', figures }]
  const exact = { title: text(bench.find, found.value), figures }
  if (found.whole === found.value) return [exact]
  return [exact, { title: text(bench.find, found.whole), figures: found.atWhole }]
}

function CopyLink() {
  const t = useWorkbenchStrings()
  const copy = () =>
    navigator.clipboard.writeText(window.location.href).then(
      () => toast.done(t('linkCopied')),
      () => toast.failed(t('notCopied')),
    )
  return (
    <Button
      variant="default"
      leftSection={<Copy size={16} aria-hidden />}
      onClick={() => void copy()}
    >
      {t('copyLink')}
    </Button>
  )
}
