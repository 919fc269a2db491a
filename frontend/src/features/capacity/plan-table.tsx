import { Button, Group, Text } from '@mantine/core'
import { useMemo } from 'react'
import { EditIcon, Plus } from '@/design/icons'
import { useFormat } from '@/format'
import { withGroup, withHires, withRequired, withShare, withTranche } from './draft'
import { Grid } from './grid'
import type { CapacityGroup, CapacityPlan, CapacityWeeks } from './queries'
import type { CapacityPlanSearch } from './route'
import { type PlanRow, rowsOf } from './rows'
import { useCapacityStrings } from './strings'
import type { Draft } from './use-draft'
import { cellText, rowName, useColumnNames } from './words'

interface Props {
  plan: CapacityPlan
  draft: Draft
  computed: CapacityWeeks
  mayPlan: boolean
  search: CapacityPlanSearch
  onShow: (change: Partial<CapacityPlanSearch>) => void
}

/** The plan as bands of groups by weeks. */
export function PlanTable({ draft, computed, mayPlan, search, onShow }: Props) {
  const t = useCapacityStrings()
  const format = useFormat()
  const columns = useColumnNames(computed)
  const { fields, change } = draft
  const { show = 'people', group } = search
  // groups are counted from 1, as 0 would be no number of a thing; after the last come all together
  const all = fields.groups.length
  const opened = search.open
  const open = useMemo(
    () => new Set((opened ?? [1]).map((number) => (number > all ? -1 : number - 1))),
    [opened, all],
  )
  const rows = useMemo(() => rowsOf(fields, computed, show, open), [fields, computed, show, open])
  const toggle = (at: number) => {
    const next = new Set(open)
    if (!next.delete(at)) next.add(at)
    onShow({
      open: [...next].map((one) => (one < 0 ? all : one) + 1),
      group: at < 0 || open.has(at) ? group : at + 1,
    })
  }
  const write = (row: PlanRow, values: readonly (readonly [number, number])[]) =>
    change((old) =>
      withGroup(old, row.group, (one) =>
        values.reduce((made, [week, value]) => written(made, row, week, value, old.weeks), one),
      ),
    )
  const every = fields.groups.map((_, at) => at + 1)
  return (
    <>
      <Group justify="space-between" my="sm" gap="xs">
        <Text c="dimmed" size="sm" maw={620}>
          {search.scenario
            ? t('scenarios.reading', { name: search.scenario })
            : computed.period === 'week' && mayPlan
              ? t('table.hint')
              : ''}
        </Text>
        <Group gap="xs">
          {mayPlan && group !== undefined && fields.groups[group - 1] && (
            <Button
              variant="default"
              leftSection={<EditIcon size={14} aria-hidden />}
              onClick={() => onShow({ panel: 'group', week: undefined })}
            >
              {t('group.title', { name: fields.groups[group - 1]?.name ?? '' })}
            </Button>
          )}
          {mayPlan && (
            <Button
              variant="default"
              leftSection={<Plus size={14} aria-hidden />}
              onClick={() => {
                change((old) => ({
                  ...old,
                  groups: [...old.groups, newGroup(old, t('group.newName'))],
                }))
                onShow({ panel: 'group', group: fields.groups.length + 1, week: undefined })
              }}
            >
              {t('group.add')}
            </Button>
          )}
          <Button
            variant="default"
            onClick={() => onShow({ open: open.size < every.length ? every : [] })}
          >
            {open.size < every.length ? t('openAll') : t('closeAll')}
          </Button>
        </Group>
      </Group>
      <Grid
        label={t('table.label')}
        rows={rows}
        columns={columns}
        rowHeading={t('table.heading')}
        nameOf={(row) => rowName(t, row)}
        textOf={(row, value) => cellText(format, row.unit, value, computed.currency)}
        open={open}
        canWrite={(row) => mayPlan && row.kind === 'input'}
        onToggle={toggle}
        onExplain={(row, column) => {
          if (row.group >= 0 && computed.period === 'week') {
            onShow({ group: row.group + 1, week: column + 1, panel: undefined })
          }
        }}
        onWrite={write}
      />
    </>
  )
}

/** A group with one figure written. */
function written(
  group: CapacityGroup,
  { input }: PlanRow,
  week: number,
  value: number,
  weeks: number,
): CapacityGroup {
  switch (input?.of) {
    case 'hires':
      return withHires(group, week, value)
    case 'tranche':
      return withTranche(group, input.vendor, week, value)
    case 'share':
      return withShare(group, input.category, week, Math.min(value, 0.99), weeks)
    case 'required':
      return withRequired(group, week, value, weeks)
    default:
      return group
  }
}

/** One more group, like the first but without people and work. */
function newGroup(fields: Draft['fields'], name: string): CapacityGroup {
  const like = fields.groups[0]
  const names = new Set(fields.groups.map((group) => group.name))
  let own = name
  for (let n = 2; names.has(own); n++) own = `${name} ${n}`
  return {
    name: own,
    required: new Array<number>(fields.weeks).fill(0),
    hours: like?.hours ?? 40,
    shrinkage: like?.shrinkage,
    attrition: like?.attrition,
    training: like?.training ?? { weeks: 0, costMinor: 0 },
    overtime: { cap: 0 },
    payMinor: like?.payMinor ?? 0,
    hireCostMinor: like?.hireCostMinor ?? 0,
  }
}
